package dev.sendlab.broker.junit;

import dev.sendlab.broker.Topology;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class whose methods take a real broker as a parameter:
 *
 * <ul>
 *   <li>{@code KafkaCluster}: for a test that breaks nothing. One broker for the whole JVM, or the cluster that {@code
 *       KAFKA_BOOTSTRAP_SERVERS} names.
 *   <li>{@code PrivateBroker}: to pause, kill and restart. The class has it for itself, running again before each test;
 *       after it the next class with the same annotation gets it.
 *   <li>{@code PrivateCluster}: the same with several nodes, and with frame proxies.
 *   <li>{@code BrokerSetting}: for a test that starts its own.
 * </ul>
 *
 * Whether the shared one runs in a child JVM or in a container is for {@link dev.sendlab.broker.BrokerSetting} to say. A
 * private one runs in child JVMs, so that each round shows the same faults in the same way, but for {@link #asSet()}. A
 * test takes its topics from {@code createTopic}, its groups and transactional ids are its own too, and none may run
 * longer than a minute.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrokerExtension.class)
@Timeout(60)
@Tag("broker")
public @interface BrokerTest {

    /** Configuration of each node of the class's own broker or cluster, each entry as {@code name=value}. */
    String[] value() default {};

    /** The nodes of the class's {@code PrivateCluster}. */
    Topology topology() default Topology.ONE;

    /** Whether a private one too runs in containers where the setting says so. */
    boolean asSet() default false;

    /** Whether a frame proxy stands before each broker. Its rules end with each test, and one that threw fails it. */
    boolean proxied() default false;
}
