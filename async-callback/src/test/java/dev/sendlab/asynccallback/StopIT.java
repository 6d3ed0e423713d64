package dev.sendlab.asynccallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.junit.BrokerTest;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** C125: a real JVM gets a real SIGTERM while it takes orders. */
@BrokerTest
class StopIT {

    private static final Pattern LAST_LINE = Pattern.compile(
            "stopped: taken (\\d+), acknowledged (\\d+), failed (\\d+), unknown (\\d+), last error (\\w+)");

    /** What a platform might give: 10 s; the service allows itself 3 s, and the rest is for a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Test
    void whatWasTakenIsSentBeforeTheEnd(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("in-time");
        Process service = start(broker, topic, "in-time");
        try (BufferedReader said = service.inputReader()) {
            await(said, 300);

            MatchResult last = terminate(service, said);

            int taken = Integer.parseInt(last.group(1));
            assertThat(taken).isGreaterThanOrEqualTo(300);
            assertThat(counts(last)).containsExactly(taken, taken, 0, 0);
            assertThat(last.group(5)).isEqualTo("none");
            assertThat(broker.log(topic).values()).hasSize(taken);
        } finally {
            service.destroyForcibly();
        }
    }

    /** The control arm: the hook is all the difference. */
    @Test
    void withoutTheHookTheSignalTakesTheBuffer(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("at-once");
        Process service = start(broker, topic, "at-once");
        try (BufferedReader said = service.inputReader()) {
            await(said, 300);
            service.destroy();

            assertThat(service.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(broker.log(topic).values()).as("of 300 and more").hasSize(1);
        } finally {
            service.destroyForcibly();
        }
    }

    /** In time, and honest: of what it calls unknown, some is in the log when the broker goes on (C26). */
    @Test
    void withAFrozenBrokerItEndsInTimeAndSaysWhatIsUnknown(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("frozen");
        Process service = start(broker, topic, "in-time");
        try (BufferedReader said = service.inputReader()) {
            await(said, 300);
            broker.pause();

            MatchResult last = terminate(service, said);

            int taken = Integer.parseInt(last.group(1));
            assertThat(counts(last)).containsExactly(taken, 1, 0, taken - 1);
            assertThat(last.group(5)).isEqualTo("KafkaException");
            broker.resume();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> broker.log(topic).values().size() > 1);
        } finally {
            service.destroyForcibly();
        }
    }

    /** The control arm of the timeout: the platform would end this one by SIGKILL, and it would have said nothing. */
    @Test
    void withoutATimeoutTheCloseOutlastsTheGrace(PrivateBroker broker) throws Exception {
        Process service = start(broker, broker.createTopic("patiently"), "patiently");
        try (BufferedReader said = service.inputReader()) {
            await(said, 100);
            broker.pause();
            service.destroy();

            assertThat(service.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)).isFalse();
        } finally {
            service.destroyForcibly();
        }
    }

    /** SIGTERM, and what the service says in the end. {@code Process.destroy} would also close what it says it with. */
    private static MatchResult terminate(Process service, BufferedReader said) throws Exception {
        service.toHandle().destroy();
        assertThat(service.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS))
                .as("ends within the grace")
                .isTrue();
        String last = said.lines().reduce("", (before, line) -> line);
        Matcher counts = LAST_LINE.matcher(last);
        assertThat(counts.matches()).as(last).isTrue();
        return counts.toMatchResult();
    }

    private static List<Integer> counts(MatchResult last) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(group -> Integer.valueOf(last.group(group)))
                .toList();
    }

    /** Reads what it says until it has taken so many. */
    private static void await(BufferedReader said, int orders) throws Exception {
        String line = said.readLine();
        while (!("taken " + orders).equals(line)) {
            assertThat(line).as("the service has ended").isNotNull();
            line = said.readLine();
        }
    }

    private static Process start(PrivateBroker broker, String topic, String how) throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServiceToStop.class.getName(),
                        broker.bootstrapServers(),
                        topic,
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // No wait for what it says is longer than this.
        CompletableFuture.delayedExecutor(45, TimeUnit.SECONDS).execute(service::destroyForcibly);
        return service;
    }
}
