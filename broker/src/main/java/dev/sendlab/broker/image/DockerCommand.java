package dev.sendlab.broker.image;

import dev.sendlab.broker.image.ExternalCommand.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The docker command line: it knows, better than we could, which engine is meant and how it is reached. */
public final class DockerCommand {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration BUILD = Duration.ofMinutes(5);

    private DockerCommand() {}

    /** @throws ImageException if there is no docker command, or no engine answers it within 20 s */
    static void requireEngine() {
        Ended version = run(ANSWER, "version", "--format", "{{.Server.Version}}");
        if (!version.well()) {
            throw new ImageException("no container engine answers (" + version.tail(1)
                    + "): start it, and see that you may use it: 'docker version' must show a server");
        }
    }

    /** @return the version of the engine; nothing if there is no docker command, or no engine answers it within 5 s */
    public static Optional<String> serverVersion() {
        return said(SOON, "version", "--format", "{{.Server.Version}}").filter(version -> !version.isBlank());
    }

    /** Whether that image is on this machine. */
    public static boolean has(String image) {
        return said(SOON, "image", "inspect", "--format", "{{.Id}}", image).isPresent();
    }

    /** @return whether the image was pulled in time */
    public static boolean pulls(String image, Duration within) {
        return said(within, "pull", "--quiet", image).isPresent();
    }

    /** What stands under that label of that image; empty if it has none; nothing if there is no such image. */
    static Optional<String> label(String image, String label) {
        return inspect(image, "{{with .Config.Labels}}{{index . \"" + label + "\"}}{{end}}");
    }

    /** @throws ImageException if there is no such image */
    static long bytes(String image) {
        return inspect(image, "{{.Size}}")
                .map(Long::parseLong)
                .orElseThrow(() -> new ImageException("the image " + image + " is not there"));
    }

    /**
     * Needs no network, neither for the build nor within it. Nothing is kept of a build that fails.
     *
     * @param context the directory with the Dockerfile
     * @param label {@code name=value}
     */
    static void build(Path context, String image, String label) {
        Ended build = run(
                BUILD,
                "build",
                "--no-cache",
                "--force-rm",
                "--network=none",
                "--label=" + label,
                "--tag=" + image,
                context.toString());
        if (!build.well()) {
            throw new ImageException(
                    "docker build failed; its last lines:\n  " + build.tail(12).replace("; ", "\n  "));
        }
    }

    /** Removes the images with that label that have lost their name, as long as no container needs them. */
    static void removeNameless(String label) {
        run(ANSWER, "image", "prune", "--force", "--filter", "label=" + label);
    }

    private static Optional<String> inspect(String image, String format) {
        return said(ANSWER, "image", "inspect", "--format", format, image);
    }

    /** @return the last line of what it said; nothing if it failed, or there is no such command */
    private static Optional<String> said(Duration within, String... arguments) {
        try {
            Ended ended = run(within, arguments);
            return ended.well() ? Optional.of(ended.tail(1)) : Optional.empty();
        } catch (ImageException noSuchCommand) {
            return Optional.empty();
        }
    }

    private static Ended run(Duration deadline, String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(Arrays.asList(arguments));
        try {
            return ExternalCommand.run(deadline, words);
        } catch (IOException e) {
            throw new ImageException(
                    "there is no docker command: install a container engine (on Debian: apt-get install docker.io)", e);
        }
    }
}
