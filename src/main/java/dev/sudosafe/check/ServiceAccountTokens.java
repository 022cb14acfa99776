package dev.sudosafe.check;

import dev.sudosafe.facts.ClusterFacts;
import dev.sudosafe.pod.Field;
import dev.sudosafe.pod.PodView;
import dev.sudosafe.profile.Action;
import dev.sudosafe.profile.NamePatterns;
import java.util.List;
import java.util.stream.Stream;

/// Tokens in the workspace: for the API server, which the plugin ServiceAccount mounts into every pod that does not
/// object, or for others, such as a cloud's identity service. They are common, so this only warns.
record ServiceAccountTokens(NamePatterns accounts, List<String> audiences) implements Check {

    private static final CheckDoc DOC = new CheckDoc(
                    "service-account-tokens",
                    "service account tokens",
                    List.of(
                            "spec.automountServiceAccountToken",
                            "spec.volumes[*].projected.sources[*].serviceAccountToken"),
                    "none; those of accounts, and for audiences, that the profile allows",
                    "lets every program in the workspace act as the service account, in the cluster or in the cloud",
                    "set automountServiceAccountToken to false, or have the administrator add the account to"
                            + " policy.allow.serviceAccounts and the audience to policy.allow.tokenAudiences")
            .atMost(Action.Warn);

    @Override
    public CheckDoc doc() {
        return DOC;
    }

    @Override
    public Stream<Finding> inspect(PodView pod, ClusterFacts facts) {
        boolean known = accounts.match(pod.spec().at("serviceAccountName").text());
        Stream<Finding> automount = Stream.of(pod.spec().at("automountServiceAccountToken"))
                .filter(field -> field.isTrue() && !known)
                .map(field -> DOC.finding(field, "for the API server"));
        Stream<Finding> projected = pod.volumes()
                .flatMap(volume -> volume.at("projected").at("sources").items())
                .map(source -> source.at("serviceAccountToken"))
                .filter(Field::isSet)
                .filter(token -> !isAllowed(token.at("audience").text(), known))
                .map(ServiceAccountTokens::finding);
        return Stream.concat(automount, projected);
    }

    private boolean isAllowed(String audience, boolean knownAccount) {
        return audience.isEmpty() ? knownAccount : audiences.contains(audience);
    }

    private static Finding finding(Field token) {
        Field audience = token.at("audience");
        return DOC.finding(token, audience.text().isEmpty() ? "for the API server" : "for " + audience.quoted());
    }
}
