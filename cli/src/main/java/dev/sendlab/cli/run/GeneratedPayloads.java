package dev.sendlab.cli.run;

import java.util.Random;

/**
 * Records that nobody has written: random capital letters, as Kafka's own ProducerPerformance sends, made beforehand, so
 * that a run measures the producer and not the random numbers.
 */
final class GeneratedPayloads implements Payloads {

    private static final int POOL_BYTES = 4 << 20;
    private static final int MOST_IN_POOL = 4_096;

    private final Payload[] pool;
    private long left;

    /** @param bytes of each value */
    GeneratedPayloads(long seed, int bytes, long records) {
        this.pool = new Payload[Math.max(1, Math.min(MOST_IN_POOL, POOL_BYTES / bytes))];
        this.left = records;
        Random random = new Random(seed);
        for (int i = 0; i < pool.length; i++) {
            byte[] value = new byte[bytes];
            for (int at = 0; at < bytes; at++) {
                value[at] = (byte) ('A' + random.nextInt(26));
            }
            pool[i] = Payload.withoutKey(value);
        }
    }

    @Override
    public Payload next() {
        return left == 0 ? null : pool[(int) (left-- % pool.length)];
    }
}
