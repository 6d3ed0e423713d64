package dev.sendlab.docs;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show of commands that need no broker is what they say. */
@Timeout(120)
class CommandsWithoutBrokerIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.sendlab.docs.PageCommands#withoutBroker")
    void aCommandSaysWhatItsPageShows(Command command) throws Exception {
        PageCommands.check(command, directory);
    }
}
