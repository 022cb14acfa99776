package dev.sudosafe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sudosafe.manifest.ManifestWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sudosafe inject`.
@Command(
        name = "inject",
        description = "Prints pods as the mutating webhook would have them created.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        footerHeading = "%nWhat is printed:%n",
        footer = {
            "  YAML for kubectl, a document for each object. Pods that no profile selects, and other kinds, are",
            "  printed as they are. A workload is an error: the cluster mutates the pods that are made of it,",
            "  never its template. Warnings and denials go to the error stream."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is printed",
            "1:the mutating webhook would deny a pod, which is not printed",
            "2:something could not be read or injected, whatever became of the rest"
        })
final class InjectCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private InputOptions input = new InputOptions();

    InjectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return Inputs.use(input, terminal, this::print);
    }

    private ExitCode print(Inputs.Ready inputs) {
        Injector injector = new Injector(inputs.chooser());
        List<InjectionOutput> results =
                inputs.readings().stream().map(injector::inject).toList();
        results.forEach(result -> result.notes().forEach(terminal::note));
        List<JsonNode> documents =
                results.stream().flatMap(result -> result.json().stream()).toList();
        terminal.out().print(ManifestWriter.write(documents));
        return results.stream().map(InjectionOutput::exitCode).reduce(ExitCode.ADMITTED, ExitCode::or);
    }
}
