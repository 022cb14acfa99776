package dev.sudosafe.web;

import dev.sudosafe.dryrun.Candidates;
import dev.sudosafe.dryrun.Chooser;
import dev.sudosafe.dryrun.DocumentReader;
import dev.sudosafe.dryrun.Doors;
import dev.sudosafe.dryrun.Input;
import dev.sudosafe.dryrun.Judge;
import dev.sudosafe.dryrun.KnownNamespaces;
import dev.sudosafe.dryrun.Outcome;
import dev.sudosafe.engine.Reviewer;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a dry run is asked, beside the documents.
///
/// @param profile the one that judges; without: those whose selectors choose a pod
/// @param namespaceLabels of all namespaces that are no documents, in place of those in the cluster
record DryRunQuery(
        Optional<String> profile, Doors doors, boolean asWorkspace, Optional<Map<String, String>> namespaceLabels) {

    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("asWorkspace", "namespaceLabels", "profile", "validateOnly"));

    /// How documents without a file are called, as on the command line.
    private static final String BODY = "-";

    /// A request that cannot be answered, and why.
    static final class UnusableException extends Exception {

        private static final long serialVersionUID = 1;

        UnusableException(String problem) {
            super(problem, null, false, false);
        }
    }

    static DryRunQuery of(MultiMap parameters) throws UnusableException {
        for (String name : parameters.names()) {
            require(
                    KNOWN.contains(name),
                    "unknown parameter \"%s\": use one of %s".formatted(name, String.join(", ", KNOWN)));
            require(
                    parameters.getAll(name).size() == 1,
                    "parameter \"%s\" stands there twice: write it once".formatted(name));
        }
        return new DryRunQuery(
                Optional.ofNullable(parameters.get("profile")),
                isTrue(parameters, "validateOnly") ? Doors.VALIDATING : Doors.BOTH,
                isTrue(parameters, "asWorkspace"),
                labels(Optional.ofNullable(parameters.get("namespaceLabels"))));
    }

    private static boolean isTrue(MultiMap parameters, String name) throws UnusableException {
        return switch (Optional.ofNullable(parameters.get(name)).orElse("false")) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new UnusableException("%s=%s: write true or false".formatted(name, parameters.get(name)));
        };
    }

    private static Optional<Map<String, String>> labels(Optional<String> text) throws UnusableException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> labels = new TreeMap<>();
        for (String label : text.get().isEmpty()
                ? List.<String>of()
                : Arrays.asList(text.get().split(",", -1))) {
            int equals = label.indexOf('=');
            require(equals > 0, "namespaceLabels=%s: write key=value,key=value".formatted(text.get()));
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return Optional.of(labels);
    }

    /// Judges the documents of a text.
    ///
    /// @param installed the profiles that the text's own ones are added to
    /// @param make the reviewer of one of the text's own
    /// @param namespaces the labels of the cluster's namespaces
    /// @throws UnusableException if there is nothing to judge, or nothing to judge by
    List<Outcome> judge(
            String text,
            Collection<Reviewer> installed,
            Function<dev.sudosafe.profile.WorkspaceProfile, Reviewer> make,
            Function<String, Optional<Map<String, String>>> namespaces)
            throws UnusableException {
        Candidates candidates = Candidates.among(DocumentReader.read(new Input.Text(BODY, text)));
        require(candidates.problems().isEmpty(), String.join("\n", candidates.problems()));
        require(!candidates.others().isEmpty(), "no documents to judge: send pods or workloads");
        List<Reviewer> reviewers = chosen(candidates.installedOver(installed, make));
        require(
                !asWorkspace || reviewers.size() == 1,
                "asWorkspace with several profiles: name one by profile=%s".formatted(names(reviewers)));
        Chooser chooser = asWorkspace
                ? new Chooser.Always(reviewers)
                : new Chooser.BySelectors(
                        reviewers,
                        KnownNamespaces.among(
                                candidates.others(), name -> namespaceLabels.or(() -> namespaces.apply(name))));
        Judge judge = new Judge(chooser, doors);
        return candidates.others().stream().map(judge::judge).toList();
    }

    private List<Reviewer> chosen(List<Reviewer> all) throws UnusableException {
        List<Reviewer> named = all.stream()
                .filter(reviewer -> profile.isEmpty()
                        || profile.get().equals(reviewer.profile().name()))
                .toList();
        require(
                !named.isEmpty(),
                "profile \"%s\" is not known here: use one of %s".formatted(profile.orElse(""), names(all)));
        return named;
    }

    private static String names(List<Reviewer> reviewers) {
        return reviewers.stream().map(reviewer -> reviewer.profile().name()).collect(Collectors.joining(", "));
    }

    private static void require(boolean holds, String problem) throws UnusableException {
        if (!holds) {
            throw new UnusableException(problem);
        }
    }
}
