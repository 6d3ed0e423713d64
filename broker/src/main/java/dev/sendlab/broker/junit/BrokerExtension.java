package dev.sendlab.broker.junit;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a {@link BrokerTest} its broker; what it started is closed with the store that holds it. */
final class BrokerExtension implements ParameterResolver, BeforeEachCallback {

    private static final Namespace OURS = Namespace.create(BrokerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KafkaCluster.class || type == PrivateBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == PrivateBroker.class) {
            return ofTheClass(context)
                    .computeIfAbsent(
                            PrivateBroker.class, key -> PrivateBroker.start(overrides(context)), PrivateBroker.class);
        }
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(KafkaCluster.class, key -> KafkaCluster.connectOrStart(), KafkaCluster.class);
    }

    /** What the test before has paused or killed runs again. */
    @Override
    public void beforeEach(ExtensionContext context) {
        PrivateBroker broker = ofTheClass(context).get(PrivateBroker.class, PrivateBroker.class);
        if (broker == null) {
            return;
        }
        if (broker.isRunning()) {
            broker.resume();
        } else {
            broker.restart();
        }
    }

    private static ExtensionContext.Store ofTheClass(ExtensionContext context) {
        return context.getParent().orElse(context).getStore(OURS);
    }

    private static Map<String, String> overrides(ExtensionContext context) {
        return Arrays.stream(context.getRequiredTestClass()
                        .getAnnotation(BrokerTest.class)
                        .value())
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }
}
