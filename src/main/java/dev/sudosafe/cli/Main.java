package dev.sudosafe.cli;

import dev.sudosafe.cluster.NodeListing;
import dev.sudosafe.dryrun.Palette;
import dev.sudosafe.dryrun.Problem;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/// Where the command line starts. The only place that ends the process.
public final class Main {

    private static final LocalPage NO_PAGE = (settings, ready) -> {
        throw new IllegalStateException("there is no server here: call sudosafe ui");
    };

    private Main() {}

    /// Without the server, so that nothing of it is loaded: `sudosafe` starts the application for `ui`.
    public static void main(String[] args) {
        main(args, NO_PAGE);
    }

    public static void main(String[] args, LocalPage page) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(
                args,
                new Terminal(
                        System.in, out, err, Boolean.getBoolean("sudosafe.colour") ? Palette.TERMINAL : Palette.PLAIN),
                page);
        out.flush();
        System.exit(code);
    }

    /// Runs one command without colour and answers its exit code.
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
        return run(args, new Terminal(in, out, err, Palette.PLAIN));
    }

    static int run(String[] args, Terminal terminal) {
        return run(args, terminal, NO_PAGE);
    }

    static int run(String[] args, Terminal terminal, LocalPage page) {
        try {
            return args.length > 0 && args[0].equals(Completion.WORD)
                    ? complete(List.of(args).subList(1, args.length), terminal, page)
                    : commands(terminal, page).execute(args);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return failed(e, terminal);
        }
    }

    private static CommandLine commands(Terminal terminal, LocalPage page) {
        return new CommandLine(new SudosafeCommand())
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new InjectCommand(terminal))
                .addSubcommand(profiles(terminal))
                .addSubcommand(new FactsCommand(terminal, NodeListing::read))
                .addSubcommand(new AuditCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new ProbeCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new UiCommand(terminal, page))
                .setOut(terminal.writer())
                .setErr(terminal.errorWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.palette() == Palette.TERMINAL ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, given) -> misused(e, terminal))
                .setExecutionExceptionHandler((e, command, given) -> failed(e, terminal));
    }

    private static CommandLine profiles(Terminal terminal) {
        return new CommandLine(new ProfilesCommand())
                .addSubcommand(new ProfilesLintCommand(terminal))
                .addSubcommand(new ProfilesDiffCommand(terminal))
                .addSubcommand(new ProfilesSchemaCommand(terminal));
    }

    private static int complete(List<String> words, Terminal terminal, LocalPage page) {
        new Completion(commands(terminal, page).getCommandSpec()).lines(words).forEach(terminal.out()::println);
        return ExitCode.ADMITTED.code();
    }

    private static int misused(ParameterException e, Terminal terminal) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.problem(new Problem("", String.valueOf(e.getMessage()), "see " + command + " --help"));
        return ExitCode.UNJUDGED.code();
    }

    private static int failed(Throwable e, Terminal terminal) {
        terminal.problem(new Problem("", "internal error: " + e, "please report it with the command and its files"));
        return ExitCode.UNJUDGED.code();
    }
}
