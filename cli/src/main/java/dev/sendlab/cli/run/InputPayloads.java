package dev.sendlab.cli.run;

import java.io.IOException;

/** One record per line; an empty line is a record with an empty value. */
final class InputPayloads implements Payloads {

    private final LineReader lines;
    private final KeyField keyField;
    private long left;

    /**
     * @param keyField null for records without a key
     * @param limit how many lines to take at most
     */
    InputPayloads(LineReader lines, KeyField keyField, long limit) {
        this.lines = lines;
        this.keyField = keyField;
        this.left = limit;
    }

    @Override
    public Payload next() throws IOException, UnusableLine {
        if (left == 0) {
            return null;
        }
        left--;
        byte[] line = lines.next();
        if (line == null) {
            left = 0;
            return null;
        }
        return keyField == null ? Payload.withoutKey(line) : new Payload(keyField.of(line), line);
    }
}
