package dev.sendlab.broker.junit;

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
 *   <li>{@code KafkaCluster}: for a test that breaks nothing. One private broker for the whole JVM, or the cluster that
 *       {@code KAFKA_BOOTSTRAP_SERVERS} names.
 *   <li>{@code PrivateBroker}: to pause, kill and restart. One for the class, running again before each test.
 * </ul>
 *
 * A test takes its topics from {@code createTopic}, and none may run longer than a minute.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrokerExtension.class)
@Timeout(60)
@Tag("broker")
public @interface BrokerTest {

    /** Configuration of the class's {@code PrivateBroker}, each entry as {@code name=value}. */
    String[] value() default {};
}
