package dev.sendlab.cli.machine;

import com.sun.management.OperatingSystemMXBean;
import dev.sendlab.broker.image.DockerCommand;
import dev.sendlab.broker.image.KafkaImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.common.utils.AppInfoParser;

/** Asks this machine, and no network. */
final class Machine {

    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    static Finding jdk() {
        return Rules.jdk(
                Runtime.version().feature(),
                Runtime.version().toString(),
                ToolProvider.getSystemJavaCompiler() != null);
    }

    static Finding maven() {
        return Rules.maven(said("mvn", "-v"));
    }

    static Finding memory() {
        return Rules.memory(availableMemory());
    }

    static Finding disk(Path root) {
        try {
            return Rules.disk(Files.getFileStore(root).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Finding ports() {
        return Rules.ports(isFree(0), isFree(9092));
    }

    static Finding containers() {
        Optional<String> engine = DockerCommand.serverVersion();
        Optional<String> image = engine.isEmpty()
                ? Optional.empty()
                : Stream.of(KafkaImage.REPOSITORY, "apache/kafka")
                        .map(repository -> repository + ":" + AppInfoParser.getVersion())
                        .filter(DockerCommand::has)
                        .findFirst();
        return Rules.engine(engine, image);
    }

    /** What the kernel would give without swapping; elsewhere than on Linux, what the machine has. */
    private static long availableMemory() {
        // Less than the machine's in a container with a limit.
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        if (!Files.exists(MEMORY)) {
            return total;
        }
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .findFirst()
                    .map(line -> Math.min(total, Long.parseLong(line.replaceAll("\\D", "")) * 1_024))
                    .orElse(total);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static Optional<String> said(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                boolean ended = process.waitFor(8, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0
                        ? Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
