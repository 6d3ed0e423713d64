package dev.sendlab.transactions;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Ends this JVM before or after a call to a client: nothing is flushed, closed, aborted or left. */
final class PowerCut implements InvocationHandler {

    /** As after SIGKILL. */
    static final int EXIT = 137;

    private final Object client;
    private final boolean after;
    private final String method;
    private final int call;
    private final AtomicInteger calls = new AtomicInteger();

    private PowerCut(Object client, String[] moment) {
        this.client = client;
        this.after = moment[0].equals("after");
        this.method = moment[1];
        this.call = Integer.parseInt(moment[2]);
    }

    /**
     * The same producer, until that moment.
     *
     * @param moment such as {@code before commitTransaction 2}, which is the second call. After a send means: after its
     *     acknowledgement
     */
    @SuppressWarnings("unchecked")
    static Producer<String, String> at(String moment, Producer<String, String> producer) {
        return (Producer<String, String>) proxy(Producer.class, moment, producer);
    }

    /** The same consumer, until that moment. */
    @SuppressWarnings("unchecked")
    static Consumer<String, String> at(String moment, Consumer<String, String> consumer) {
        return (Consumer<String, String>) proxy(Consumer.class, moment, consumer);
    }

    private static Object proxy(Class<?> type, String moment, Object client) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new PowerCut(client, moment.split(" ")));
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] args) throws Throwable {
        boolean last = called.getName().equals(method) && calls.incrementAndGet() == call;
        if (last && !after) {
            Runtime.getRuntime().halt(EXIT);
        }
        try {
            Object result = called.invoke(client, args);
            if (last) {
                if (result instanceof Future<?> sent) {
                    sent.get();
                }
                Runtime.getRuntime().halt(EXIT);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
