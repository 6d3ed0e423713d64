package dev.sendlab.broker.process;

import dev.sendlab.broker.ClusterPlan;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Makes the class-data archive (JEP 350) from which every later broker maps its classes instead of loading and
 * verifying them: about half of a broker's start-up time. The build runs this once per JDK; without the archive a
 * broker starts just the same, only later.
 */
public final class ClassDataArchive {

    private ClassDataArchive() {}

    /** Starts a broker, lets it create a topic, and keeps what its JVM writes when it is stopped. */
    public static void main(String[] args) throws IOException {
        KafkaHome home = KafkaHome.find();
        Path archive = home.classDataArchive();
        if (home.isNewerThanItsJars(archive)) {
            return;
        }
        // A JVM refuses an archive whose jars have changed since; it must not be offered while the new one is made.
        Files.deleteIfExists(archive);
        Path written = archive.resolveSibling(
                archive.getFileName() + ".writing-" + ProcessHandle.current().pid());
        try (PrivateCluster broker = PrivateCluster.start(
                ClusterPlan.of(Topology.ONE), new ChildJvms(List.of("-XX:ArchiveClassesAtExit=" + written)))) {
            broker.createTopic("archive");
            broker.broker(1).stop();
        }
        if (Files.exists(written)) {
            Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
        } else {
            System.err.println("no class-data archive was written: brokers will start, only later");
        }
    }
}
