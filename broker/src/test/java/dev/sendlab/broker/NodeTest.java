package dev.sendlab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NodeTest {

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final CountDownLatch confirmed = new CountDownLatch(1);

    /** The process is gone at once, and whoever killed it has not seen that yet. */
    private final NodeRuntime slowToConfirm = (NodeRuntime) Proxy.newProxyInstance(
            NodeRuntime.class.getClassLoader(), new Class<?>[] {NodeRuntime.class}, (self, method, arguments) -> {
                switch (method.getName()) {
                    case "isRunning":
                        return running.get();
                    case "kill":
                        running.set(false);
                        confirmed.await();
                        assertThat(running).as("no other has been started").isFalse();
                        return null;
                    case "start":
                        running.set(true);
                        return null;
                    default:
                        throw new UnsupportedOperationException(method.getName());
                }
            });

    private final Node node = new Node(NodePlan.of(1, true, true, false), slowToConfirm, List::of);

    @Test
    void aStartDoesNotOvertakeTheKillThatMadeItPossible() throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        Thread killing = new Thread(() -> {
            node.kill();
            killed.set(true);
        });
        Thread starting = new Thread(node::startIfDead);
        killing.start();
        Awaitility.await().until(() -> !node.isRunning());

        starting.start();
        Awaitility.await().until(() -> starting.getState() == Thread.State.BLOCKED || node.isRunning());
        confirmed.countDown();
        killing.join();
        starting.join();

        assertThat(killed).isTrue();
        assertThat(node.isRunning()).isTrue();
    }
}
