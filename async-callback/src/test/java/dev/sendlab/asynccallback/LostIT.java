package dev.sendlab.asynccallback;

import static dev.sendlab.asynccallback.Fates.End.ACKNOWLEDGED;
import static dev.sendlab.asynccallback.Fates.End.LOST;
import static dev.sendlab.asynccallback.Fates.End.PARKED;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sendlab.broker.PrivateBroker;
import dev.sendlab.broker.Producers;
import dev.sendlab.broker.junit.BrokerTest;
import dev.sendlab.broker.junit.ErrorAtlas;
import dev.sendlab.broker.junit.ErrorAtlas.Channel;
import dev.sendlab.broker.junit.ErrorAtlas.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** What keeps a record out of its topic may keep the letter out of the other one: then it is lost, and told so. */
@BrokerTest({
    "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    "allow.everyone.if.no.acl.found=true"
})
class LostIT {

    private static final Map<String, Object> IMPATIENT = Map.of(
            "max.block.ms", 2_000,
            "request.timeout.ms", 1_500,
            "delivery.timeout.ms", 2_000,
            "linger.ms", 0,
            "metadata.recovery.strategy", "none");

    private final Fates fates = new Fates();

    @Test
    void withoutPermissionForItsTopicARecordIsParked(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("orders");
        String parked = broker.createTopic("parked");
        denyWriting(broker, topic);
        send(broker, topic, parked);

        assertThat(fates.only().end()).isEqualTo(PARKED);
        assertThat(fates.only().cause()).isInstanceOf(TopicAuthorizationException.class);
        assertThat(broker.log(topic).values()).isEmpty();
        assertThat(broker.log(parked).values()).containsExactly("paid");
        Notes notes = new Notes();
        try (Producer<String, String> producer = open(broker, "async-callback", Map.of())) {
            notes.send(producer, new ProducerRecord<>(topic, "refused"));
        }
        assertThat(broker.log(topic).values()).isEmpty();
        ErrorAtlas.seen(
                notes.only().exception(),
                Channel.CALLBACK,
                notes.only().thread(),
                Written.NO,
                "Ask for the permission; until then, park the record.");
        assertThat(Fates.text(broker.log(parked).readUncommitted().get(0).headers()))
                .containsEntry("dead-letter-exception", TopicAuthorizationException.class.getName())
                .doesNotContainKey("maybe-written");
    }

    @Test
    void withoutPermissionForBothTopicsARecordIsLost(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("orders");
        String parked = broker.createTopic("parked");
        denyWriting(broker, topic);
        denyWriting(broker, parked);
        send(broker, topic, parked);

        assertThat(fates.only().end()).isEqualTo(LOST);
        assertThat(fates.only().cause())
                .hasCauseInstanceOf(TopicAuthorizationException.class)
                .hasMessageContaining("; its letter failed: " + TopicAuthorizationException.class.getName());
        assertThat(broker.log(topic).values()).isEmpty();
        assertThat(broker.log(parked).values()).isEmpty();
    }

    /** The control arm of both. */
    @Test
    void withPermissionForItsTopicARecordIsAcknowledged(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("orders");
        String parked = broker.createTopic("parked");
        denyWriting(broker, parked);
        send(broker, topic, parked);

        assertThat(fates.only().end()).isEqualTo(ACKNOWLEDGED);
        assertThat(broker.log(topic).values()).containsExactly("paid");
    }

    /** The letter expires as its record did; both reasons are told. */
    @Test
    void withoutAClusterARecordIsLost(PrivateBroker broker) throws Exception {
        String topic = broker.createTopic("orders");
        String parked = broker.createTopic("parked");
        try (Producer<String, String> parking = open(broker, "parking", IMPATIENT);
                var letters = new DeadLetters<>(parking, parked, 10, String::length);
                Producer<String, String> producer = open(broker, "dead-letters", IMPATIENT)) {
            warm(parking, parked);
            warm(producer, topic);
            broker.kill();
            fates.send(letters, producer, new ProducerRecord<>(topic, "order-1", "paid"));
        }

        assertThat(fates.only().end()).isEqualTo(LOST);
        assertThat(fates.only().thread()).isEqualTo(IoThread.of("parking"));
        assertThat(fates.only().cause())
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("; its letter failed: " + TimeoutException.class.getName());
    }

    private void send(PrivateBroker broker, String topic, String parked) {
        try (Producer<String, String> parking = open(broker, "parking", Map.of());
                var letters = new DeadLetters<>(parking, parked, 10, String::length);
                Producer<String, String> producer = open(broker, "dead-letters", Map.of())) {
            fates.send(letters, producer, new ProducerRecord<>(topic, "order-1", "paid"));
        }
    }

    /** The brokers learn of it a little later than the controller, which answers. */
    private static void denyWriting(PrivateBroker broker, String topic) throws Exception {
        ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createAcls(List.of(
                            new AclBinding(pattern, everyone(AclOperation.ALL, ALLOW)),
                            new AclBinding(pattern, everyone(AclOperation.WRITE, DENY))))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            await().until(() -> !operations(admin, topic).contains(AclOperation.WRITE));
        }
    }

    private static AccessControlEntry everyone(AclOperation operation, AclPermissionType permission) {
        return new AccessControlEntry("User:*", "*", operation, permission);
    }

    private static Set<AclOperation> operations(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .get(topic)
                .authorizedOperations();
    }

    private static void warm(Producer<String, String> producer, String topic) throws Exception {
        producer.send(new ProducerRecord<>(topic, "warm")).get(20, TimeUnit.SECONDS);
    }

    private static Producer<String, String> open(PrivateBroker broker, String clientId, Map<String, Object> overlay) {
        Map<String, Object> both = new HashMap<>(overlay);
        both.put("client.id", clientId);
        return Producers.open(DeadLetters.config(broker.bootstrapServers()), both);
    }
}
