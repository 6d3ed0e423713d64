package dev.sendlab.cli;

import dev.sendlab.lineup.Pattern;
import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a pattern's own main method, as an IDE would. */
@Command(
        name = "main",
        description = "Run a pattern's own main method against a broker that runs.",
        footer = {
            "",
            "Examples:",
            "  ./sendlab main SyncSend",
            "  ./sendlab main TransactionalSend kafka-1:9092,kafka-2:9092",
            "  ./sendlab main ConsumeThenCommit --workers 4"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it ended well", "1:it failed", "2:wrong usage", "3:no broker answered"})
final class MainCommand implements Callable<Integer> {

    private static final int PATIENCE_MS = 3_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "CLASS",
            completionCandidates = ClassNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String className;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BOOTSTRAP",
            description = "Bootstrap servers (default: KAFKA_BOOTSTRAP_SERVERS, or else localhost:9092).")
    private String bootstrapServers;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Of ConsumeThenCommit only: how many threads process side by side (default: 1).")
    private Integer workers;

    @Override
    public Integer call() throws Exception {
        Class<?> pattern = Pattern.mains().stream()
                .filter(candidate -> candidate.getSimpleName().equalsIgnoreCase(className))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no pattern is called " + className + "; there are " + String.join(", ", ClassNames.all())));
        String servers = Optional.ofNullable(bootstrapServers)
                .or(() -> Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS")))
                .filter(given -> !given.isBlank())
                .orElse("localhost:9092");
        String[] arguments = arguments(pattern, servers);
        if (!answers(servers)) {
            spec.commandLine()
                    .getErr()
                    .println("sendlab: no broker answers at " + servers
                            + ": start one with './sendlab broker' in another terminal, or name yours");
            return Sendlab.UNREACHABLE;
        }
        try {
            pattern.getMethod("main", String[].class).invoke(null, (Object) arguments);
            return 0;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private String[] arguments(Class<?> pattern, String servers) {
        if (workers == null) {
            return new String[] {servers};
        }
        if (!pattern.getSimpleName().equals("ConsumeThenCommit") || workers < 1) {
            throw new ParameterException(spec.commandLine(), "--workers is for ConsumeThenCommit, and from 1 on");
        }
        return new String[] {servers, "--workers", workers.toString()};
    }

    /** A pattern would find out too, after {@code max.block.ms}: a minute, and fire-and-forget not even then. */
    private boolean answers(String servers) throws InterruptedException {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().nodes().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new ParameterException(spec.commandLine(), servers + ": " + reason.getMessage());
        }
    }

    static final class ClassNames implements Iterable<String> {

        static List<String> all() {
            return Pattern.mains().stream().map(Class::getSimpleName).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }
}
