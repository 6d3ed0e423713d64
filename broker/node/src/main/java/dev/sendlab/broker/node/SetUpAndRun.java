package dev.sendlab.broker.node;

import java.nio.file.Path;
import java.util.Arrays;
import kafka.docker.KafkaDockerWrapper$;
import kafka.tools.StorageTool;
import scala.collection.immutable.Map;

/**
 * What the official image does in three JVMs, in one: turns the {@code KAFKA_*} variables into server.properties,
 * formats the storage and then becomes the node. Each step is Kafka's own code. Storage that is formatted already is
 * left as it is, so a container that was killed starts again on its data.
 */
final class SetUpAndRun {

    private SetUpAndRun() {}

    /**
     * @param args the directories of the default, the mounted and the final server.properties; the last must hold one
     * @throws IllegalStateException if the storage cannot be formatted; the container ends with 1, as the official one
     */
    public static void main(String[] args) {
        Path directory = Path.of(args[2]);
        Map<String, String> environment = scala.sys.package$.MODULE$.env();
        KafkaDockerWrapper$.MODULE$.prepareServerConfigs(Path.of(args[0]), Path.of(args[1]), directory, environment);
        String[] format = KafkaDockerWrapper$.MODULE$.formatStorageCmd(directory, environment);
        String[] onlyOnce = Arrays.copyOf(format, format.length + 1);
        onlyOnce[format.length] = "--ignore-formatted";
        if (StorageTool.execute(onlyOnce, System.out) != 0) {
            throw new IllegalStateException("the storage could not be formatted: the reason stands above");
        }
        kafka.Kafka.main(new String[] {directory.resolve("server.properties").toString()});
    }
}
