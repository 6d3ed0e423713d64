package dev.sendlab.cli.explain;

import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.PropertiesFile;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a producer's configuration really gives. */
@Command(
        name = "explain",
        description = {
            "Say what a producer with these properties really gives: whether it is idempotent, keeps the order, how long it"
                    + " may block, what can be lost or written twice, and which of them do nothing.",
            "Each finding names the claims that it rests on. With --topic it also looks at the topic, as it is now."
        },
        footer = {
            "",
            "Examples:",
            "  ./sendlab explain producer.properties",
            "  ./sendlab explain producer.properties --require no-loss,order,no-duplicates",
            "  ./sendlab explain producer.properties --topic orders --bootstrap-server localhost:9092",
            "  ./sendlab explain producer.properties --topic orders --require no-loss --output json",
            "",
            "What can be required, of one producer as long as it lives:",
            "  no-loss        an acknowledged record survives the loss of any one broker, disk and all",
            "  order          the acknowledged records of a partition stand in the order of their sends",
            "  no-duplicates  no send() writes its record twice; a send() again is another record",
            "A file alone answers possible, impossible or depends on the topic; yes and no need --topic."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:explained; what is required is so, or possible when there is no --topic",
            "1:the topic cannot be looked at: there is none, or wrong credentials",
            "2:wrong usage, or a property that Kafka refuses",
            "3:no broker answered",
            "5:something that is required is impossible, or not so",
            "6:something that is required depends on the topic, and nothing else is worse"
        })
public final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "Properties of a producer.")
    private Path file;

    @ArgGroup(exclusive = false, heading = "%nWhere its records go:%n")
    private TopicOptions topic = new TopicOptions();

    @Option(
            names = "--require",
            paramLabel = "R",
            split = ",",
            description = "Answer by the exit code too. Any of ${COMPLETION-CANDIDATES}, separated by commas.")
    private List<Requirement> required = List.of();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "As ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form;

    @Override
    public Integer call() {
        if (!topic.areComplete()) {
            throw new ParameterException(
                    spec.commandLine(), "--bootstrap-server and --command-config are for --topic: name one");
        }
        try {
            Explanation explanation = explain();
            spec.commandLine()
                    .getOut()
                    .println(form.of(
                            explanation, spec.commandLine().getColorScheme().ansi()));
            return Answer.exitCodeOf(explanation.answers().values());
        } catch (Refused e) {
            spec.commandLine().getErr().println("sendlab: " + e.getMessage());
            return e.exitCode();
        }
    }

    private Explanation explain() throws Refused {
        Map<String, Object> properties = PropertiesFile.read(file);
        ConfiguredProducer producer = ConfiguredProducer.of(properties);
        Set<Requirement> each = EnumSet.noneOf(Requirement.class);
        each.addAll(required);
        return topic.topic() == null
                ? Explanation.of(file.toString(), producer, each)
                : Explanation.of(
                        file.toString(),
                        producer,
                        TopicReader.read(topic.settings(file, properties), topic.topic()),
                        each);
    }
}
