package dev.sendlab.broker.proxy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Keeps frames back until somebody releases them. After that it is open for good and keeps nothing back. */
public final class Hold {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * Waits until a frame is held, or has been.
     *
     * @throws TimeoutException if there is none within that time
     * @throws InterruptException if the thread is interrupted, which it still is afterwards
     */
    public void awaitHeld(Duration within) {
        try {
            if (!held.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("no frame was held within " + within);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Lets go what is held, and whatever comes later. */
    public void release() {
        released.countDown();
    }

    void await() throws InterruptedException {
        held.countDown();
        released.await();
    }
}
