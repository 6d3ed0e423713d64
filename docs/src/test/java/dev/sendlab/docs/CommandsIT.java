package dev.sendlab.docs;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show of commands that start a broker is what they say. */
@Timeout(120)
class CommandsIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.sendlab.docs.PageCommands#withBroker")
    void aCommandSaysWhatItsPageShows(Command command) throws Exception {
        PageCommands.check(command, directory);
    }
}
