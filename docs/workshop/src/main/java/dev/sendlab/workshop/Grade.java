package dev.sendlab.workshop;

import dev.sendlab.broker.PrivateBroker;

/** Tries whether an exercise keeps its pattern's promise. */
@FunctionalInterface
public interface Grade {

    /**
     * @param code the class with the bug, its solution, or something between the two
     * @param broker with a frame proxy before it
     * @throws Exception what the code throws and the grade does not expect; it counts as red
     */
    Verdict of(Code code, PrivateBroker broker) throws Exception;
}
