package dev.sendlab.broker.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The container engine of this machine, asked through the docker command: quick to answer when there is none, and the
 * same command with which the watchdog removes the containers when we are gone.
 */
final class Engine {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private Engine() {}

    /** @return its version; nothing if there is no docker command, or no engine answers it within 5 s */
    static Optional<String> version() {
        return output(ANSWER, "version", "--format", "{{.Server.Version}}").filter(version -> !version.isBlank());
    }

    /** Whether that image is on this machine. */
    static boolean has(String image) {
        return output(ANSWER, "image", "inspect", "--format", "{{.Id}}", image).isPresent();
    }

    /** @return whether the image was pulled in time */
    static boolean pulls(String image, Duration within) {
        return output(within, "pull", "--quiet", image).isPresent();
    }

    private static Optional<String> output(Duration within, String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process docker;
        try {
            docker = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        }
        try {
            if (!docker.waitFor(within.toMillis(), TimeUnit.MILLISECONDS) || docker.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            docker.destroyForcibly();
        }
    }
}
