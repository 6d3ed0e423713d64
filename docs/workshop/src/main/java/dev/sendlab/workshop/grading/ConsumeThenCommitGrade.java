package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** The second of three inputs cannot be processed at first; what is committed then is where a successor would begin. */
public final class ConsumeThenCommitGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        Input input = Input.of(broker, "consume-then-commit");
        String output = broker.createTopic("consume-then-commit");
        AtomicBoolean isWell = new AtomicBoolean();
        Function<ConsumerRecord<String, String>, List<ProducerRecord<String, String>>> transform = paid -> {
            if (paid.value().equals("b") && !isWell.getAndSet(true)) {
                throw new TimeoutException("the price list does not answer");
            }
            return List.of(new ProducerRecord<>(output, paid.value()));
        };
        Map<String, Object> config = code.config(broker.bootstrapServers());
        try (Consumer<String, String> consumer = input.consumer(code);
                Producer<String, String> producer = Producers.open(config, Map.of())) {
            Object pattern = code.create(consumer, producer, transform);
            step(pattern);
            Verdict afterTheFailure = compare(input, consumer, output);
            if (!afterTheFailure.isGreen()) {
                return afterTheFailure;
            }
            step(pattern);
            Verdict atTheEnd = compare(input, consumer, output);
            return new Verdict(atTheEnd.isGreen() && committed(input, consumer) == 3, atTheEnd.seen());
        }
    }

    private static void step(Object pattern) throws Exception {
        try {
            Code.on(pattern, "step", Duration.ofSeconds(5));
        } catch (TimeoutException toldByThrowing) {
            // As good as to return it; what counts is what is committed.
        }
    }

    /** Green as long as everything before the committed offset has its output. */
    private static Verdict compare(Input input, Consumer<String, String> consumer, String output) {
        Set<String> written = new HashSet<>(input.broker().log(output).values());
        long committed = committed(input, consumer);
        return new Verdict(
                written.containsAll(Input.ORDERS.subList(0, (int) committed)),
                "committed offset " + committed + " with " + written.size() + " of 3 outputs in the log");
    }

    private static long committed(Input input, Consumer<String, String> consumer) {
        OffsetAndMetadata offset = consumer.committed(Set.of(input.partition())).get(input.partition());
        return offset == null ? 0 : offset.offset();
    }
}
