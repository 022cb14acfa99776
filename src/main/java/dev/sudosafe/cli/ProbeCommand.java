package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sudosafe probe`, which `helm test` runs inside the cluster.
@Command(
        name = "probe",
        description = "Sends a review to both doors of a running webhook, as the API server does, and tells whether"
                + " they answer it. Nothing is created.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every door answers", "2:one does not"})
final class ProbeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "URL", description = "Where the webhook is, such as https://sudosafe.sudosafe-system.svc.")
    @SuppressWarnings("NullAway.Init")
    private URI webhook;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A profile that it has. May be given several times. Default: ${DEFAULT-VALUE}.")
    private List<String> profiles = List.of("default");

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            required = true,
            description =
                    "Certificates to trust, in PEM. May be given several times: the first file that exists counts.")
    private List<Path> authorities = List.of();

    ProbeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ExitCode worst = ExitCode.ADMITTED;
        try (Doorbell doorbell = Doorbell.trusting(authorities)) {
            for (URI door : doors().toList()) {
                worst = worst.or(tell(door, doorbell.ring(door)));
            }
        } catch (IOException | GeneralSecurityException e) {
            terminal.problem(new Problem("--authority", String.valueOf(e.getMessage()), "name a file of certificates"));
            return ExitCode.UNJUDGED.code();
        }
        return worst.code();
    }

    private Stream<URI> doors() {
        String base = webhook.toString().replaceFirst("/$", "");
        return profiles.stream()
                .flatMap(profile -> Stream.of("mutate", "validate")
                        .map(door -> URI.create("%s/%s/%s".formatted(base, door, profile))));
    }

    private ExitCode tell(URI door, Optional<Problem> problem) {
        problem.ifPresentOrElse(terminal::problem, () -> terminal.out().println("answers  " + door));
        return problem.isPresent() ? ExitCode.UNJUDGED : ExitCode.ADMITTED;
    }
}
