package dev.sendlab.transactions;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** A client whose caller stops for ever before or after a call, says so on stdout, and waits for the end of its JVM. */
final class StopAt implements InvocationHandler {

    private final Object client;
    private final String moment;
    private final AtomicInteger calls = new AtomicInteger();

    private StopAt(Object client, String moment) {
        this.client = client;
        this.moment = moment;
    }

    /**
     * The same producer, until that moment.
     *
     * @param moment such as {@code before commitTransaction 2}, which is the second call. After a send means: after its
     *     acknowledgement
     */
    @SuppressWarnings("unchecked")
    static Producer<String, String> moment(String moment, Producer<String, String> producer) {
        return (Producer<String, String>) proxy(Producer.class, moment, producer);
    }

    /** The same consumer, until that moment. */
    @SuppressWarnings("unchecked")
    static Consumer<String, String> moment(String moment, Consumer<String, String> consumer) {
        return (Consumer<String, String>) proxy(Consumer.class, moment, consumer);
    }

    private static Object proxy(Class<?> type, String moment, Object client) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new StopAt(client, moment));
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] args) throws Throwable {
        String call = called.getName() + " ";
        if (moment.contains(" " + call)) {
            call += calls.incrementAndGet();
        }
        if (moment.startsWith("before " + call)) {
            stop();
        }
        try {
            Object result = called.invoke(client, args);
            if (moment.startsWith("after " + call)) {
                if (result instanceof Future<?> sent) {
                    sent.get();
                }
                stop();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void stop() throws InterruptedException {
        System.out.println(moment);
        new CountDownLatch(1).await();
    }
}
