package dev.sendlab.benchmarks;

import dev.sendlab.broker.ExternalCluster;
import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.lineup.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * One cell of the table: a pattern, a configuration, and a topic and a producer of its own. The broker runs in another
 * JVM, the one that {@code KAFKA_BOOTSTRAP_SERVERS} names or else a private one per fork, so that the measured JVM is
 * the sender's alone.
 */
@State(Scope.Benchmark)
public class Cell {

    @Param("16384")
    String batchSize;

    @Param("5")
    String lingerMs;

    @Param("none")
    String compression;

    /**
     * On a single node 1 and all are the same thing: there is no follower to wait for. With 0 a record counts as
     * acknowledged when its bytes are in the socket.
     */
    @Param("all")
    String acks;

    /** Bytes of a record's value. */
    @Param("512")
    String recordSize;

    private KafkaCluster cluster;
    private String topic;
    private Producer<String, String> producer;
    private Losses losses;
    private Orders orders;
    private int recordsPerInvocation;

    @Setup(Level.Trial)
    public void open(BenchmarkParams params) {
        Pattern pattern = pattern(params.getBenchmark());
        Settings settings = new Settings(pattern, batchSize, lingerMs, compression, acks);
        if (params.getThreads() != 1) {
            throw new Refusal("-t " + params.getThreads() + ": one thread sends; a transaction cannot be shared");
        }
        List<String> values = Orders.values(Orders.size(recordSize));
        cluster = KafkaCluster.connectOrStart();
        // After a failed invocation, and after Ctrl-C, JMH calls no tear-down.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        topic = cluster.createTopic("benchmark-" + pattern);
        // Also the transactional id: the pattern's own would fence whoever uses it on a cluster that is not ours.
        Map<String, Object> config = settings.over(pattern.config(cluster.bootstrapServers()), topic);
        use(Producers.open(config, Map.of()), Orders.of(topic, values), params.getOpsPerInvocation());
        producer.partitionsFor(topic);
        if (pattern == Pattern.TRANSACTIONAL_SEND) {
            producer.initTransactions();
        }
    }

    void use(Producer<String, String> producer, Orders orders, int recordsPerInvocation) {
        this.producer = producer;
        this.losses = new Losses(producer);
        this.orders = orders;
        this.recordsPerInvocation = recordsPerInvocation;
    }

    /** Does nothing when called again. */
    @TearDown(Level.Trial)
    public synchronized void close() {
        try (KafkaCluster ended = cluster) {
            cluster = null;
            if (producer != null) {
                producer.close(Duration.ofSeconds(10));
                producer = null;
            }
            if (topic != null && ended instanceof ExternalCluster) {
                delete(topic, ended);
                topic = null;
            }
        }
    }

    private static void delete(String topic, KafkaCluster cluster) {
        Map<String, Object> where = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        try (Admin admin = Admin.create(where)) {
            admin.deleteTopics(List.of(topic)).all().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("topic " + topic + " is still on the " + cluster.description() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Producer<String, String> producer() {
        return producer;
    }

    Losses losses() {
        return losses;
    }

    int recordsPerInvocation() {
        return recordsPerInvocation;
    }

    /** As many as one invocation sends. */
    Iterable<ProducerRecord<String, String>> nextRecords() {
        return orders.next(recordsPerInvocation);
    }

    /** A benchmark's method has its pattern's name: {@code syncSend} measures {@code SYNC_SEND}. */
    static Pattern pattern(String benchmark) {
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        return Pattern.valueOf(method.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
    }
}
