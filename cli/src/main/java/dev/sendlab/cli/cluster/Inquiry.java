package dev.sendlab.cli.cluster;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.settings.Settings;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidTopicException;

/** Some questions about a topic, and what a user is told when they get no answer. */
public final class Inquiry {

    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private Inquiry() {}

    /** @throws Refused after 10 s at most, if the cluster cannot be asked */
    public static <T> T ask(Settings settings, String topic, Function<Questions, T> about) throws Refused {
        String servers = settings.servers().orElseThrow();
        try {
            return Bounded.call(PATIENCE, () -> {
                try (Questions questions = new Questions(settings, PATIENCE)) {
                    return about.apply(questions);
                }
            });
        } catch (TimeoutException | org.apache.kafka.common.errors.TimeoutException e) {
            throw unreachable("no broker answers at " + servers + ": start one with './sendlab broker', or correct"
                    + " security.protocol if that listener expects TLS or SASL");
        } catch (ConfigException e) {
            throw e.getMessage().startsWith("No resolvable")
                    ? unreachable("no broker answers at " + servers + ": nobody knows that host")
                    : new Refused(ExitCode.USAGE, e.getMessage());
        } catch (AuthenticationException e) {
            throw new Refused(
                    ExitCode.FAILED,
                    servers + " does not let us in: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InvalidTopicException e) {
            throw new Refused(ExitCode.USAGE, "no topic can be called '" + topic + "': " + e.getMessage());
        } catch (KafkaException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new Refused(
                    ExitCode.FAILED, servers + ": " + reason.getClass().getSimpleName() + ": " + reason.getMessage());
        }
    }

    private static Refused unreachable(String message) {
        return new Refused(ExitCode.UNREACHABLE, message);
    }
}
