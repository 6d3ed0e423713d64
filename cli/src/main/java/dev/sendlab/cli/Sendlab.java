package dev.sendlab.cli;

import dev.sendlab.cli.explain.ExplainCommand;
import dev.sendlab.cli.machine.CheckCommand;
import dev.sendlab.cli.machine.PrepareCommand;
import dev.sendlab.cli.run.RunCommand;
import dev.sendlab.cli.tour.TourCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The one command. Results go to stdout, progress and errors to stderr. */
@Command(
        name = "sendlab",
        description = "How to send records to Apache Kafka: run the patterns, break them, look.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Sendlab.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TourCommand.class,
            RunCommand.class,
            MainCommand.class,
            BrokerCommand.class,
            ExplainCommand.class,
            GradeCommand.class,
            CheckCommand.class,
            PrepareCommand.class
        })
public final class Sendlab {

    /** No broker answered. */
    public static final int UNREACHABLE = 3;

    private Sendlab() {}

    public static void main(String[] args) {
        // Before the first logger: brokers are frozen and killed on purpose here, and the clients warn of each retry.
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "off"));
        // The one exit of the project: its code is part of what a command says.
        System.exit(commandLine().execute(args));
    }

    /** As the shell calls it; the pages show what it says to {@code --help}. */
    public static CommandLine commandLine() {
        return new CommandLine(new Sendlab())
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, args) -> {
                    CommandLine command = e.getCommandLine();
                    command.getErr().println("sendlab: " + e.getMessage());
                    command.getErr()
                            .println("Try './" + command.getCommandSpec().qualifiedName() + " --help'.");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("sendlab: " + (e.getMessage() == null ? e : e.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Sendlab.class.getPackage().getImplementationVersion();
            return new String[] {"sendlab " + (version == null ? "from its class files" : version)};
        }
    }
}
