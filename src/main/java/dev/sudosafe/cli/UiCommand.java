package dev.sudosafe.cli;

import dev.sudosafe.dryrun.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sudosafe ui`.
@Command(
        name = "ui",
        description = "Serves the page of the dry run on this machine alone, and opens it: verdict, findings and the"
                + " injected pod while you type. Needs no cluster, and asks none. Ctrl-C ends it.",
        mixinStandardHelpOptions = true,
        versionProvider = SudosafeCommand.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was ended", "2:it cannot be served"})
final class UiCommand implements Callable<Integer> {

    private static final int TOKEN_BYTES = 24;

    private final Terminal terminal;
    private final LocalPage page;

    @Option(
            names = "--profiles",
            paramLabel = "FOLDER",
            description = "A folder of WorkspaceProfiles, read anew when they change; without: the built-in profile.")
    private @Nullable Path profiles;

    @Option(names = "--port", paramLabel = "PORT", description = "The port on 127.0.0.1; without: a free one.")
    private int port;

    @Option(names = "--no-open", description = "Only print the address.")
    private boolean quiet;

    UiCommand(Terminal terminal, LocalPage page) {
        this.terminal = terminal;
        this.page = page;
    }

    @Override
    public Integer call() {
        if (profiles != null && !Files.isDirectory(profiles)) {
            return unserved("--profiles", profiles + " is no folder", "name the folder with the profiles");
        }
        try {
            int free = free(port);
            String token = token();
            String address = "http://127.0.0.1:%d/#token=%s".formatted(free, token);
            page.serve(new LocalPage.Settings(Optional.ofNullable(profiles), free, token), () -> tell(address));
            return ExitCode.ADMITTED.code();
        } catch (IOException e) {
            return unserved("--port", "port %d: %s".formatted(port, e.getMessage()), "choose another, or none");
        }
    }

    private void tell(String address) {
        terminal.out().println("The page is at " + address);
        terminal.out().println("Only who has this address may ask. Ctrl-C ends it.");
        terminal.out().flush();
        if (!quiet && !Browser.open(address)) {
            terminal.note("no browser found: open the address yourself");
        }
    }

    private int unserved(String where, String what, String remedy) {
        terminal.problem(new Problem(where, what, remedy));
        return ExitCode.UNJUDGED.code();
    }

    /// The port, if it is free; one that is, for 0.
    private static int free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
