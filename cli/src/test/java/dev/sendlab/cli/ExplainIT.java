package dev.sendlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Node;
import dev.sendlab.broker.PrivateCluster;
import dev.sendlab.broker.Topology;
import dev.sendlab.broker.junit.BrokerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the producer of a text that calls a loss impossible has on real topics, and that looking changes nothing. */
@BrokerTest(topology = Topology.THREE)
class ExplainIT {

    private static final String ALL = " --require no-loss,order,no-duplicates";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void copy() throws Exception {
        file = Files.copy(
                Path.of("../docs/runnable/orders-as-avro.properties"), directory.resolve("producer.properties"));
    }

    @Test
    void twoThatMustHaveItMakeItTrue(PrivateCluster cluster) {
        String topic = cluster.createTopic("two", 3, Map.of("min.insync.replicas", "2"));
        cluster.awaitInSync(topic, 3);

        RunHere explain = RunHere.explain(file + ALL + at(cluster, topic));

        assertThat(explain.exit()).as(explain.err()).isZero();
        assertThat(explain.words())
                .contains("topic=" + topic + ", partitions=3, replicas=3, inSync=3,", "min.insync.replicas=2")
                .contains("An acknowledged record is on 2 replicas at least: it survives the loss of any one.")
                .contains("no-loss: yes - ", "order: yes - ", "no-duplicates: yes - ");
        assertThat(explain.out().lines()).allMatch(line -> line.length() <= 80);
    }

    /** The control arm: the same producer, the same three replicas in sync. */
    @Test
    void oneThatMustHaveItMakesItUntrue(PrivateCluster cluster) throws Exception {
        String topic = cluster.createTopic("one", 1, Map.of("min.insync.replicas", "1"));
        cluster.awaitInSync(topic, 3);

        RunHere explain = RunHere.explain(file + ALL + at(cluster, topic) + " --output json");

        assertThat(explain.exit()).as(explain.err()).isEqualTo(5);
        JsonNode json = explain.json();
        assertThat(json.get("required").toString())
                .isEqualTo("{\"no-loss\":\"no\",\"order\":\"yes\",\"no-duplicates\":\"yes\"}");
        assertThat(json.get("topic").get("inSync").asInt()).isEqualTo(3);
        assertThat(json.get("topic").get("brokers").asInt()).isEqualTo(3);
        assertThat(json.get("topic").get("metadata.version").asInt()).isPositive();
    }

    /** C33: the broker takes min.insync.replicas=2, and asks for one. */
    @Test
    void oneReplicaIsNoProtectionWhateverTheTopicAsksFor(PrivateCluster cluster) throws Exception {
        String topic = "single-" + UUID.randomUUID();
        try (Admin admin = admin(cluster)) {
            NewTopic single = new NewTopic(topic, Optional.of(1), Optional.of((short) 1))
                    .configs(Map.of("min.insync.replicas", "2"));
            admin.createTopics(List.of(single)).all().get(15, TimeUnit.SECONDS);
        }

        RunHere explain = RunHere.explain(file + ALL + at(cluster, topic));

        assertThat(explain.exit()).as(explain.err()).isEqualTo(5);
        assertThat(explain.words())
                .contains("min.insync.replicas=2 counts as 1: the broker caps it", "An acknowledged record is on one")
                .contains("no-loss: no - ", "order: yes - ");
    }

    @Test
    void whoIsInSyncIsAskedRightNow(PrivateCluster cluster) {
        String all = cluster.createTopic("all", 1, Map.of("min.insync.replicas", "3"));
        String two = cluster.createTopic("two", 1, Map.of("min.insync.replicas", "2"));
        cluster.awaitInSync(all, 3);
        cluster.awaitInSync(two, 3);
        Node follower = cluster.followersOf(all).get(0);

        assertThat(RunHere.explain(file + at(cluster, all)).words()).contains("no replica is to spare");
        assertThat(RunHere.explain(file + at(cluster, two)).words()).doesNotContain("Right now");

        follower.stop();
        cluster.awaitInSync(all, 2);
        cluster.awaitInSync(two, 2);

        assertThat(RunHere.explain(file + at(cluster, all)).words())
                .contains("min.insync.replicas=3: they acknowledge nothing.");
        assertThat(RunHere.explain(file + at(cluster, two)).words()).contains("no replica is to spare");
    }

    @Test
    void nothingIsCreatedOrChanged(PrivateCluster cluster) throws Exception {
        String topic = cluster.createTopic("untouched", 2, Map.of("max.message.bytes", "2000"));
        String missing = "missing-" + UUID.randomUUID();
        Map<String, String> before = state(cluster);

        RunHere explain = RunHere.explain(file + at(cluster, topic));
        RunHere none = RunHere.explain(file + at(cluster, missing));

        assertThat(explain.exit()).as(explain.err()).isZero();
        assertThat(explain.words()).contains("takes batches of up to 2,000 bytes");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.out()).isEmpty();
        assertThat(none.err().lines())
                .singleElement()
                .asString()
                .startsWith("sendlab: there is no topic '" + missing + "' at " + cluster.bootstrapServers());
        assertThat(state(cluster)).isEqualTo(before).containsKey(topic).doesNotContainKey(missing);
    }

    @Test
    void theFilesOwnServersAreAskedUnlessOthersAreNamed(PrivateCluster cluster) throws Exception {
        String topic = cluster.createTopic("own");
        Files.writeString(file, "\nbootstrap.servers=127.0.0.1:1\n", StandardOpenOption.APPEND);
        Path other = Files.writeString(
                directory.resolve("client.properties"), "bootstrap.servers=" + cluster.bootstrapServers());

        RunHere unreachable = RunHere.explain(file + " --topic " + topic);

        assertThat(unreachable.exit()).isEqualTo(3);
        assertThat(unreachable.took()).isLessThan(Duration.ofSeconds(13));
        assertThat(unreachable.err().lines())
                .singleElement()
                .asString()
                .startsWith("sendlab: no broker answers at 127.0.0.1:1");
        assertThat(RunHere.explain(file + " --topic " + topic + " --command-config " + other)
                        .exit())
                .isZero();
    }

    /** Every topic of the cluster with its partitions and configuration. */
    private static Map<String, String> state(KafkaCluster cluster) throws Exception {
        try (Admin admin = admin(cluster)) {
            Map<String, TopicDescription> topics = admin.describeTopics(
                            admin.listTopics().names().get(15, TimeUnit.SECONDS))
                    .allTopicNames()
                    .get(15, TimeUnit.SECONDS);
            List<ConfigResource> resources = topics.keySet().stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            Map<String, String> configs =
                    admin.describeConfigs(resources).all().get(15, TimeUnit.SECONDS).entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().name(),
                                    entry -> entry.getValue().entries().stream()
                                            .map(config -> config.name() + "=" + config.value())
                                            .sorted()
                                            .toList()
                                            .toString()));
            Map<String, String> state = new TreeMap<>();
            topics.forEach((name, topic) -> state.put(name, topic.partitions() + configs.get(name)));
            return state;
        }
    }

    private static Admin admin(KafkaCluster cluster) {
        return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    private static String at(KafkaCluster cluster, String topic) {
        return " --topic " + topic + " --bootstrap-server " + cluster.bootstrapServers();
    }
}
