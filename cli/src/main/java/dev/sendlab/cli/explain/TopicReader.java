package dev.sendlab.cli.explain;

import dev.sendlab.cli.ExitCode;
import dev.sendlab.cli.Refused;
import dev.sendlab.cli.cluster.Inquiry;
import dev.sendlab.cli.cluster.Questions;
import dev.sendlab.cli.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;

/** Looks at a topic, and changes nothing: an admin client does not create what it asks for. */
final class TopicReader {

    private TopicReader() {}

    /** @throws Refused after 10 s at most, if the topic cannot be looked at */
    static TopicState read(Settings settings, String topic) throws Refused {
        return Inquiry.ask(settings, topic, questions -> state(questions, topic))
                .orElseThrow(() -> new Refused(
                        ExitCode.FAILED,
                        "there is no topic '" + topic + "' at "
                                + settings.servers().orElseThrow() + ", or we may not see it"));
    }

    private static Optional<TopicState> state(Questions questions, String topic) {
        int brokers = questions.brokers().size();
        return questions
                .topic(topic)
                .map(found -> new TopicState(
                        topic, partitions(found), questions.settings(topic), brokers, questions.features()));
    }

    private static List<TopicState.Partition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicState.Partition(
                        partition.replicas().size(),
                        partition.isr().size(),
                        partition.leader() != null && !partition.leader().isEmpty()))
                .toList();
    }
}
