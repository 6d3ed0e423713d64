package dev.sendlab.cli.explain;

import java.util.List;

/** What can be said about a producer by its properties alone. */
interface Rule {

    List<Rule> ALL = List.of(
            new Idempotence(),
            new Order(),
            new Blocking(),
            new TimeToVerdict(),
            new Loss(),
            new Duplicates(),
            new Transactions(),
            new NoEffect(),
            new UnknownKeys(),
            new SinceFour(),
            new Traps());

    /** @return none where the rule is not about this producer */
    List<Finding> about(ConfiguredProducer producer);
}
