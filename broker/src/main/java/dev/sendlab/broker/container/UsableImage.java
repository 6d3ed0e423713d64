package dev.sendlab.broker.container;

import dev.sendlab.broker.image.DockerCommand;
import dev.sendlab.broker.image.KafkaImage;
import java.time.Duration;
import java.util.List;
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

    private static final Duration PULL = Duration.ofSeconds(60);

    private static UsableImage found;

    /** As Testcontainers 2.0.5 asks for it. */
    private static final String REAPER = "testcontainers/ryuk:0.14.0";

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
        Optional<String> engine = DockerCommand.serverVersion();
        if (engine.isEmpty()) {
            return none("no container engine answers to 'docker version'");
        }
        String there = "engine " + engine.get() + " answers";
        if (!reaperIsHereOrOff()) {
            return none(there + ", but the image of Testcontainers' reaper cannot be had:"
                    + " set TESTCONTAINERS_RYUK_DISABLED=true, our watchdog removes what is left");
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return none(there + " to the docker command, but Testcontainers does not find it: set DOCKER_HOST");
        }
        for (String image : candidates()) {
            if (DockerCommand.has(image)) {
                return new UsableImage(image, there + " and has " + image);
            }
        }
        String official = "apache/kafka:" + AppInfoParser.getVersion();
        if (DockerCommand.pulls(official, PULL)) {
            return new UsableImage(official, there + " and has pulled " + official);
        }
        return none(there + ", but has no image " + String.join(" or ", candidates())
                + " and could not pull one within " + PULL.toSeconds() + " s: run './sendlab prepare --image'");
    }

    private static List<String> candidates() {
        return List.of(
                KafkaImage.REPOSITORY + ":" + AppInfoParser.getVersion(), "apache/kafka:" + AppInfoParser.getVersion());
    }

    private static boolean reaperIsHereOrOff() {
        if (Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            return true;
        }
        return DockerCommand.has(REAPER) || DockerCommand.pulls(REAPER, PULL);
    }

    private static UsableImage none(String why) {
        return new UsableImage("", why);
    }
}
