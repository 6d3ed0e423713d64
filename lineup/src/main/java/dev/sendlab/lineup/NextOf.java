package dev.sendlab.lineup;

import java.util.Iterator;
import java.util.List;

/** The next few elements of an iterator, each noted when it is handed out. */
final class NextOf<T> implements Iterator<T> {

    private final Iterator<T> source;
    private final int limit;
    private final List<T> handedOut;

    NextOf(Iterator<T> source, int limit, List<T> handedOut) {
        this.source = source;
        this.limit = limit;
        this.handedOut = handedOut;
    }

    @Override
    public boolean hasNext() {
        return handedOut.size() < limit && source.hasNext();
    }

    @Override
    public T next() {
        T element = source.next();
        handedOut.add(element);
        return element;
    }
}
