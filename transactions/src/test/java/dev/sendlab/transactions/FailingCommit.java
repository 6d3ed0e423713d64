package dev.sendlab.transactions;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer whose first commit fails, and whose group is rebalanced at once. */
final class FailingCommit {

    private FailingCommit() {}

    @SuppressWarnings("unchecked")
    static Consumer<String, String> of(Consumer<String, String> consumer, RuntimeException failure) {
        AtomicBoolean failed = new AtomicBoolean();
        return (Consumer<String, String>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, args) -> {
                    if (method.getName().equals("commitSync") && failed.compareAndSet(false, true)) {
                        consumer.enforceRebalance();
                        throw failure;
                    }
                    try {
                        return method.invoke(consumer, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
