package dev.sendlab.broker.container;

import dev.sendlab.broker.image.DockerCommand;
import dev.sendlab.broker.image.KafkaImage;
import dev.sendlab.broker.process.KafkaHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.DockerClientFactory;

/**
 * The image that containers are made of: the one that {@code ./sendlab prepare --image} has built, or else Apache
 * Kafka's own, pulled if need be.
 *
 * @param name with its tag; empty if containers cannot be had
 * @param why it is this one, or why there is none, in one phrase that says what to do
 */
public record UsableImage(String name, String why) {

    private static final String OURS = KafkaImage.REPOSITORY + ":" + AppInfoParser.getVersion();
    private static final String OFFICIAL = "apache/kafka:" + AppInfoParser.getVersion();

    /** As Testcontainers 2.0.5 asks for it. */
    private static final String REAPER = "testcontainers/ryuk:0.14.0";

    private static final Duration PULL = Duration.ofSeconds(60);

    /** Each room of a build has a JVM of its own, and would wait for the same registry again. */
    private static final Duration PULL_AGAIN = Duration.ofMinutes(10);

    private static UsableImage found;

    /** Looks for it once in the life of this JVM. */
    public static synchronized UsableImage find() {
        if (found == null) {
            found = look();
        }
        return found;
    }

    /** Whether there is an engine that has it. */
    public boolean isUsable() {
        return !name.isEmpty();
    }

    private static UsableImage look() {
        Optional<String> version = DockerCommand.serverVersion();
        if (version.isEmpty()) {
            return none("no container engine answers to 'docker version'");
        }
        String engine = "engine " + version.get();
        if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED")) && !hasOrPulls(REAPER)) {
            return none(engine + " answers, but has no image of Testcontainers' reaper:"
                    + " set TESTCONTAINERS_RYUK_DISABLED=true, our watchdog removes what is left");
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return none(
                    engine + " answers to the docker command, but Testcontainers does not find it: set DOCKER_HOST");
        }
        if (DockerCommand.has(OURS)) {
            String other =
                    KafkaImage.isUpToDate() ? "" : ", made from other jars: './sendlab prepare --image' mends it";
            return new UsableImage(OURS, engine + " has " + OURS + other);
        }
        if (hasOrPulls(OFFICIAL)) {
            return new UsableImage(OFFICIAL, engine + " has " + OFFICIAL);
        }
        return none(engine + " answers, but has neither " + OURS + " nor " + OFFICIAL
                + ", and could not pull it: run './sendlab prepare --image'");
    }

    private static boolean hasOrPulls(String image) {
        if (DockerCommand.has(image)) {
            return true;
        }
        Path inVain = KafkaHome.find().buildDirectory().resolve("pulled-in-vain-" + image.replaceAll("\\W", "-"));
        try {
            if (Files.exists(inVain)
                    && Files.getLastModifiedTime(inVain)
                            .toInstant()
                            .isAfter(Instant.now().minus(PULL_AGAIN))) {
                return false;
            }
            Files.deleteIfExists(inVain);
            if (DockerCommand.pulls(image, PULL)) {
                return true;
            }
            Files.createFile(inVain);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UsableImage none(String why) {
        return new UsableImage("", why);
    }
}
