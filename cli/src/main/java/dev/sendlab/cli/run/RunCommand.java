package dev.sendlab.cli.run;

import dev.sendlab.broker.BrokerException;
import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Settings;
import dev.sendlab.lineup.Pattern;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends records of the user's own in a pattern's way, and says what became of each. */
@Command(
        name = "run",
        description = {
            "Send the lines of a file, of standard input, or generated records in a pattern's way, and say what became of"
                    + " each. Without a server a private broker is started, which is gone with its data at the end.",
            "Ctrl-C hands out nothing more, waits up to 10 s for what is under way, and says what is not acknowledged."
        },
        footer = {
            "",
            "Examples:",
            "  ./sendlab run async-callback --input orders.jsonl --key-field customer",
            "  seq 1000000 | ./sendlab run async-callback --input - --bootstrap-server localhost:9092",
            "  ./sendlab run sync-send --num-records 1000 --record-size 500 --throughput 100 --output json",
            "  ./sendlab run transactional-send --input orders.jsonl --command-config client.properties",
            "  ./sendlab run async-callback --command-property linger.ms=50 --print-config",
            "",
            "A later one of these wins: Kafka's default, the pattern's own configuration, the file of",
            "--command-config, KAFKA_BOOTSTRAP_SERVERS, --command-property, --bootstrap-server.",
            "SENDLAB_JAVA_OPTS replaces the JVM's options, by default those of a heap of 256 MB."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every record is acknowledged; with fire-and-forget: none is known to be given up",
            "1:it could not begin or go on: no such topic, wrong credentials, input that cannot be read on",
            "2:wrong usage, or a property that Kafka refuses",
            "3:no broker answered, or none any more",
            "4:some records failed, or it is unknown what became of them",
            "130:Ctrl-C"
        })
public final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PATTERN", description = "One of ${COMPLETION-CANDIDATES}.")
    private Pattern pattern;

    @ArgGroup(exclusive = false, heading = "%nWhat is sent:%n")
    private RecordOptions records = new RecordOptions();

    @ArgGroup(exclusive = false, heading = "%nWhere to, and how:%n")
    private ProducerOptions producer = new ProducerOptions();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "The summary as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(
            names = "--print-config",
            description = "Print every property of the producer and where it comes from, and send nothing.")
    private boolean printConfig;

    @Option(names = "--quiet", description = "Nothing on stderr but errors.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Every failed line, and the log of Kafka's client, on stderr.")
    private boolean verbose;

    @Override
    public Integer call() {
        records.check().ifPresent(mistake -> {
            throw new ParameterException(spec.commandLine(), mistake);
        });
        if (verbose) {
            // Before the first logger.
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
        }
        Messages messages = new Messages(spec.commandLine().getErr(), quiet, Boolean.getBoolean("sendlab.terminal"));
        try {
            return run(messages);
        } catch (Refused e) {
            messages.error(e.getMessage());
            return e.exitCode();
        }
    }

    private int run(Messages messages) throws Refused {
        Settings settings = producer.settings(pattern);
        Doubts.about(settings).forEach(messages::say);
        if (printConfig) {
            print(output.config(EffectiveConfig.of(settings)));
            return 0;
        }
        settings.validated();
        try (StoppableInput input = records.open()) {
            if (settings.servers().isPresent()) {
                return send(input, new Destination(producer.topic(pattern), settings, false), messages);
            }
            messages.say("no server is named: starting a private broker, which is gone with its data at the end");
            try (PrivateBroker broker = PrivateBroker.start()) {
                settings.with(
                        "a private broker", Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
                return send(input, new Destination(producer.topic(pattern), settings, true), messages);
            }
        } catch (IOException | BrokerException e) {
            throw new Refused(ExitCode.FAILED, e.getMessage());
        }
    }

    private int send(StoppableInput input, Destination destination, Messages messages) throws Refused {
        new Preflight(destination, messages).check();
        Ledger ledger = new Ledger(new Failures(messages, verbose));
        Handout handout = new Handout(destination, records.payloads(input), records.pace(), ledger);
        SendRun run = new SendRun(pattern, destination, handout, ledger);
        LastWords lastWords = new LastWords(pattern, destination, run, records.seed(), summary -> {
            messages.wipe();
            print(output.summary(summary));
        });
        CtrlC ctrlC = new CtrlC(() -> {
            run.stop(input);
            lastWords.speak();
        });
        Progress progress = new Progress(ledger, messages);
        try {
            run.send();
            return lastWords.speak();
        } finally {
            progress.close();
            ctrlC.close();
        }
    }

    private void print(String result) {
        spec.commandLine().getOut().println(result);
        spec.commandLine().getOut().flush();
    }
}
