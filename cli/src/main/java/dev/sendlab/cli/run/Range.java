package dev.sendlab.cli.run;

/** Lines in a row, both ends included. */
record Range(long first, long last) {

    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
