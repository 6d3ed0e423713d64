package dev.sendlab.syncsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL, once, at the worst moment of both. */
@BrokerTest
class OutboxKilledIT {

    @TempDir
    Path directory;

    /**
     * C122 and C123. The dual write loses its record; the relay that follows loses none, and writes the row twice that was
     * acknowledged and not marked.
     */
    @Test
    void theOutboxLosesNothingAndSendsOneRowTwiceWhereTheDualWriteLoses(KafkaCluster cluster) throws Exception {
        String topic = cluster.createTopic("outbox-killed");
        String url = ShopDatabase.inFile(directory);
        try (Connection database = ShopDatabase.connect(url)) {
            for (int i = 1; i <= 5; i++) {
                new Outbox(database).place("order-" + i, "10");
            }
        }
        runAndKill(url, cluster.bootstrapServers(), topic);
        assertThat(cluster.log(topic).values()).hasSize(3);

        try (Connection database = ShopDatabase.connect(url);
                Producer<String, String> producer =
                        Producers.open(SyncSend.config(cluster.bootstrapServers()), Map.of())) {
            assertThat(new OutboxRelay(new Outbox(database), producer, topic).relay(10))
                    .isEqualTo(3);

            List<ConsumerRecord<String, String>> log = cluster.log(topic).readUncommitted();
            assertThat(log)
                    .extracting(ConsumerRecord::key)
                    .containsExactly("order-1", "order-2", "order-3", "order-3", "order-4", "order-5");
            assertThat(log).extracting(Bookings::idOf).containsExactly("1", "2", "3", "3", "4", "5");
            assertThat(ShopDatabase.number(database, "select count(*) from orders where id = 'order-lost'"))
                    .isEqualTo(1);

            Bookings bookings = new Bookings(database);
            int dropped = 0;
            int blindly = 0;
            for (ConsumerRecord<String, String> record : log) {
                dropped += bookings.book(record) ? 0 : 1;
                blindly += Integer.parseInt(record.value());
            }
            assertThat(dropped).isEqualTo(1);
            assertThat(bookings.total()).isEqualTo(50);
            assertThat(blindly).as("the control arm: without the ids").isEqualTo(60);
        }
    }

    private static void runAndKill(String... args) throws Exception {
        Process shop = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShopToKill.class.getName(),
                        args[0],
                        args[1],
                        args[2])
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // No wait for what it says is longer than this.
        CompletableFuture.delayedExecutor(45, TimeUnit.SECONDS).execute(shop::destroyForcibly);
        try (BufferedReader said = shop.inputReader()) {
            assertThat(Arrays.asList(said.readLine(), said.readLine()))
                    .containsExactlyInAnyOrder("acknowledged and not marked", "committed and not sent");
        } finally {
            shop.destroyForcibly();
            assertThat(shop.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
