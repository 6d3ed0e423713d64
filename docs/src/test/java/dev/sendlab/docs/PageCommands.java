package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;

/** The commands of the pages, and what it is to run one; {@code -Dcommands=write} shows its output from now on. */
final class PageCommands {

    private static final Repository REPOSITORY = Repository.find();

    private PageCommands() {}

    static Stream<Command> all() {
        return REPOSITORY.pages().stream().flatMap(page -> Command.of(page).stream());
    }

    static Stream<Command> withBroker() {
        return all().filter(Command::startsBroker);
    }

    static Stream<Command> withoutBroker() {
        return all().filter(command -> !command.startsBroker());
    }

    static void check(Command command, Path directory) throws InterruptedException {
        CommandRun run = CommandRun.of(REPOSITORY.root(), directory, command.text());
        // Where the shape is the same, other numbers are no news.
        if ("write".equals(System.getProperty("commands"))
                && !command.problems(run).isEmpty()) {
            command.write(run.output());
            assertThat(run.exitCode()).as("%s ends with", command).isEqualTo(command.exitCode());
        } else {
            assertThat(command.problems(run)).isEmpty();
        }
    }
}
