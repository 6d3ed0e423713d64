package dev.sendlab.broker.junit;

import dev.sendlab.broker.KafkaCluster;
import dev.sendlab.broker.PrivateBroker;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a {@link BrokerTest} its broker; what it started is closed with the store that holds it. */
final class BrokerExtension implements ParameterResolver, BeforeEachCallback {

    /** The controller takes a killed node back only when the session of its former life is over: 9 s by default. */
    private static final Map<String, String> BACK_SOON_AFTER_A_KILL =
            Map.of("broker.session.timeout.ms", "1000", "broker.heartbeat.interval.ms", "100");

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
        Map<String, String> overrides = new HashMap<>(BACK_SOON_AFTER_A_KILL);
        for (String entry :
                context.getRequiredTestClass().getAnnotation(BrokerTest.class).value()) {
            String[] nameAndValue = entry.split("=", 2);
            overrides.put(nameAndValue[0], nameAndValue[1]);
        }
        return overrides;
    }
}
