package dev.sendlab.broker.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * One message of the Kafka protocol, in either direction: an int32 with the length of what follows, then that.
 *
 * @param bytes the whole frame, its length field included, so that it can be passed on in one write
 * @param arrived when its last byte came, on the clock of {@link System#nanoTime()}
 */
record Frame(byte[] bytes, long arrived) {

    /** The broker's own limit (socket.request.max.bytes). A longer "frame" is somebody who does not speak Kafka. */
    static final int LONGEST = 100 * 1024 * 1024;

    private static final int LENGTH_FIELD = Integer.BYTES;

    /**
     * Waits for the next whole frame.
     *
     * @throws IOException at the end of the stream, also in the middle of a frame
     * @throws IllegalStateException if what comes is no frame
     */
    static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IllegalStateException("a frame of " + length + " bytes: this is not the Kafka protocol");
        }
        byte[] bytes = new byte[LENGTH_FIELD + length];
        ByteBuffer.wrap(bytes).putInt(length);
        in.readFully(bytes, LENGTH_FIELD, length);
        return new Frame(bytes, System.nanoTime());
    }

    static Frame of(ByteBuffer payload, long arrived) {
        ByteBuffer frame = ByteBuffer.allocate(LENGTH_FIELD + payload.remaining());
        frame.putInt(payload.remaining()).put(payload);
        return new Frame(frame.array(), arrived);
    }

    /** What follows the length field. */
    ByteBuffer payload() {
        return ByteBuffer.wrap(bytes, LENGTH_FIELD, bytes.length - LENGTH_FIELD).slice();
    }

    /** Returns when so many nanoseconds have passed since this frame arrived; at once if they have. */
    void awaitAge(long nanos) throws InterruptedException {
        for (long left = left(nanos); left > 0; left = left(nanos)) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private long left(long nanos) {
        return nanos - (System.nanoTime() - arrived);
    }
}
