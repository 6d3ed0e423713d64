package dev.sendlab.docs;

import dev.sendlab.cli.Sendlab;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code ./sendlab COMMAND --help} says where there are no colours. */
final class HelpText {

    private HelpText() {}

    /**
     * @param command empty for {@code ./sendlab --help}
     * @throws IllegalArgumentException if there is no such command
     */
    static List<String> read(Path root, String command) {
        CommandLine sendlab = Sendlab.commandLine();
        CommandLine asked =
                command.isEmpty() ? sendlab : sendlab.getSubcommands().get(command);
        if (asked == null) {
            throw new IllegalArgumentException("there is no command '" + command + "'");
        }
        return asked.getUsageMessage(Ansi.OFF)
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }
}
