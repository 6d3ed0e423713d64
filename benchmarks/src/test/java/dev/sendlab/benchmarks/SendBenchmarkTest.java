package dev.sendlab.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An invocation sends its share, and throws when a record of it is not acknowledged. */
class SendBenchmarkTest {

    private final MockProducer<String, String> producer =
            new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    private final SendBenchmark benchmark = new SendBenchmark();
    private final Cell cell = new Cell();
    private double recordErrorTotal;

    @BeforeEach
    void openTheCell() {
        MetricName name = new MetricName("record-error-total", "producer-metrics", "", Map.of());
        Measurable total = (config, now) -> recordErrorTotal;
        producer.setMockMetrics(name, new KafkaMetric(new Object(), name, total, new MetricConfig(), Time.SYSTEM));
        cell.use(producer, Orders.of("topic", List.of("a", "b", "c")), 5);
    }

    @Test
    void eachSendsAsManyRecordsAsAnInvocationHas() throws Exception {
        benchmark.fireAndForget(cell);
        benchmark.syncSend(cell);
        benchmark.asyncCallback(cell);

        assertThat(producer.history())
                .extracting(ProducerRecord::value)
                .containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @Test
    void anInvocationIsOneTransaction() {
        producer.initTransactions();

        benchmark.transactionalSend(cell);

        assertThat(producer.history()).hasSize(5);
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void fireAndForgetThrowsWhenTheErrorMetricHasMoved() {
        recordErrorTotal = 1;

        assertThatThrownBy(() -> benchmark.fireAndForget(cell)).hasMessageContaining("record-error-total is 1");
    }

    @Test
    void syncSendThrowsTheClientsError() {
        producer.sendException = new KafkaException("no");

        assertThatThrownBy(() -> benchmark.syncSend(cell)).isSameAs(producer.sendException);
    }

    @Test
    void transactionalSendThrowsWhenItIsNotCommitted() {
        producer.initTransactions();
        producer.commitTransactionException = new KafkaException("no");

        assertThatThrownBy(() -> benchmark.transactionalSend(cell))
                .hasMessage("a transaction ended ABORTED")
                .hasCause(producer.commitTransactionException);
    }

    /** A failure that only the callback tells. */
    @Test
    void asyncCallbackThrowsWhenACallbackFails() {
        TimeoutException expired = new TimeoutException("expired");
        MockProducer<String, String> failing =
                new MockProducer<>(false, null, new StringSerializer(), new StringSerializer()) {
                    @Override
                    public synchronized void flush() {
                        errorNext(expired);
                        super.flush();
                    }
                };
        failing.setMockMetrics(producer.metrics().keySet().iterator().next(), (KafkaMetric)
                producer.metrics().values().iterator().next());
        cell.use(failing, Orders.of("topic", List.of("a")), 5);

        assertThatThrownBy(() -> benchmark.asyncCallback(cell))
                .hasMessage("sent 5, acknowledged 4, failed 1")
                .hasCause(expired);
    }
}
