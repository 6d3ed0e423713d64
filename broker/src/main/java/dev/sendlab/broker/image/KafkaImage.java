package dev.sendlab.broker.image;

import dev.sendlab.broker.DirectoryTree;
import dev.sendlab.broker.Watchdog;
import dev.sendlab.broker.process.KafkaHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A Kafka image made from what is on this machine: the server's jars that the build has fetched, a runtime linked from
 * its JDK, busybox. It is laid out as {@code apache/kafka} is and can stand in for it where no registry can be reached.
 */
public final class KafkaImage {

    /** The image's name without its tag; the tag is the version of Kafka. */
    public static final String REPOSITORY = "sendlab/kafka";

    private static final String MARK = "dev.sendlab.image=kafka";
    private static final String CONTENT = "dev.sendlab.content";

    /**
     * @param name with its tag
     * @param bytes its size, as the engine counts it
     * @param fresh false if it was there already and made from the same things
     * @param took how long it took to make it, or to see that it is there
     */
    public record Prepared(String name, long bytes, boolean fresh, Duration took) {}

    private final KafkaHome home;
    private final String name;

    private KafkaImage(KafkaHome home) {
        this.home = home;
        this.name = REPOSITORY + ":" + ImageSource.kafkaVersion(home.jars());
    }

    /**
     * Makes the image, unless it is there and was made from the same jars and files.
     *
     * @param force make it in any case
     * @param progress is told, in one line, what takes long
     * @throws ImageException if it cannot be made here
     * @throws IllegalStateException if the server's jars are not there
     */
    public static Prepared prepare(boolean force, Consumer<String> progress) {
        KafkaImage image = new KafkaImage(KafkaHome.find());
        try {
            return image.prepareFrom(System.nanoTime(), force, progress);
        } catch (IOException e) {
            throw new ImageException("the image could not be put together: " + e, e);
        }
    }

    /** Whether the image that is there was made from the jars and files that are here now. */
    public static boolean isUpToDate() {
        KafkaImage image = new KafkaImage(KafkaHome.find());
        try {
            return image.isMadeFrom(ImageSource.digest(image.home.jars()));
        } catch (IOException e) {
            throw new ImageException("the jars could not be read: " + e, e);
        }
    }

    private boolean isMadeFrom(String digest) {
        return DockerCommand.label(name, CONTENT).filter(digest::equals).isPresent();
    }

    private Prepared prepareFrom(long start, boolean force, Consumer<String> progress) throws IOException {
        requireLinux();
        DockerCommand.requireEngine();
        String digest = ImageSource.digest(home.jars());
        boolean fresh = force || !isMadeFrom(digest);
        if (fresh) {
            progress.accept("making " + name);
            make(digest);
        }
        return new Prepared(name, DockerCommand.bytes(name), fresh, Duration.ofNanos(System.nanoTime() - start));
    }

    private void requireLinux() {
        String system = System.getProperty("os.name");
        if (!"Linux".equals(system)) {
            throw new ImageException("the image is made from the files of a Linux machine, and this is " + system
                    + ": run 'docker pull apache/kafka:" + name.substring(name.indexOf(':') + 1) + "' instead");
        }
    }

    private void make(String digest) throws IOException {
        Path context =
                home.buildDirectory().resolve("image-" + ProcessHandle.current().pid());
        Watchdog.get().directory(context);
        try {
            RootFileSystem.layOut(context.resolve("rootfs"), home.jars());
            Files.write(context.resolve(ImageSource.DOCKERFILE), ImageSource.read(ImageSource.DOCKERFILE));
            DockerCommand.build(context, name, CONTENT + "=" + digest);
        } finally {
            DirectoryTree.delete(context);
            DockerCommand.removeNameless(MARK);
        }
    }
}
