package dev.sendlab.cli.run;

/**
 * What a line becomes.
 *
 * @param key null for a record without one
 * @param value the line, without its end
 */
record Payload(byte[] key, byte[] value) {

    /** A lent array is the point: the producer copies it into its batch. */
    static Payload withoutKey(byte[] value) {
        return new Payload(null, value);
    }
}
