package dev.sendlab.workshop.grading;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.proxy.Action;
import dev.sendlab.broker.proxy.Match;
import dev.sendlab.broker.proxy.Trigger;
import dev.sendlab.workshop.Code;
import dev.sendlab.workshop.Grade;
import dev.sendlab.workshop.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** The broker refuses the output once, for want of a permission that is there a moment later. */
public final class ConsumeTransformProduceGrade implements Grade {

    @Override
    public Verdict of(Code code, PrivateBroker broker) throws Exception {
        Input input = Input.of(broker, "consume-transform-produce");
        String output = broker.createTopic("consume-transform-produce");
        Function<ConsumerRecord<String, String>, List<ProducerRecord<String, String>>> transform =
                paid -> List.of(new ProducerRecord<>(output, paid.value()));
        List<Object> states = new ArrayList<>();
        Map<String, Object> own = Map.of("client.id", output, "transactional.id", output);
        try (Consumer<String, String> consumer = input.consumer(code);
                Producer<String, String> producer = Producers.open(code.config(broker.bootstrapServers()), own)) {
            producer.initTransactions();
            broker.proxy()
                    .add(
                            Match.api(ApiKeys.PRODUCE).client(output),
                            Trigger.once(),
                            Action.answer(Errors.TOPIC_AUTHORIZATION_FAILED));
            Object pattern = code.create(consumer, producer, transform);
            for (int seconds : new int[] {5, 4}) {
                Object ended = Code.on(pattern, "step", Duration.ofSeconds(seconds), Duration.ofSeconds(10));
                states.add(Code.on(ended, "state"));
            }
        }
        List<String> written = broker.log(output).committedValues();
        return new Verdict(
                written.equals(Input.ORDERS),
                "two steps that ended " + states + ", and " + written.size() + " of 3 outputs visible");
    }
}
