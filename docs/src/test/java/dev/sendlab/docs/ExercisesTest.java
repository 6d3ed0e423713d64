package dev.sendlab.docs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An exercise of the workshop is as its pattern is, but for the bug. */
class ExercisesTest {

    private static final Repository REPOSITORY = Repository.find();
    private static final JavaClasses WORKSHOP = RoomClasses.withTests(REPOSITORY.root(), "docs/workshop");

    @Test
    void exercisesAndSolutionsNeedOnlyKafkaClients() {
        List<String> packages = WORKSHOP.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith("dev.sendlab.workshop."))
                .filter(name -> !name.startsWith("dev.sendlab.workshop.grading"))
                .distinct()
                .toList();

        assertThat(packages).hasSize(20);
        for (String name : packages) {
            HouseRules.patternNeedsOnlyKafkaClients(name)
                    .check(WORKSHOP.that(
                            describe("in " + name, type -> type.getPackageName().equals(name))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fire-and-forget, FireAndForget",
        "sync-send, SyncSend",
        "sync-send, SendThenDrain",
        "async-callback, AsyncCallback",
        "async-callback, BoundedInFlight",
        "async-callback, SendFuture",
        "transactions, TransactionalSend"
    })
    void theSignatureIsThatOfThePattern(String room, String pattern) {
        String ofThePattern = send(RoomClasses.of(REPOSITORY.root(), room), pattern)
                .findFirst()
                .orElseThrow();

        assertThat(send(WORKSHOP, pattern))
                .as("with the bug, and without it")
                .hasSize(2)
                .containsOnly(ofThePattern);
    }

    /** Types by their simple names: what a send returns is a record of its own class in some patterns. */
    private static Stream<String> send(JavaClasses classes, String className) {
        return classes.stream()
                .filter(type -> type.getSimpleName().equals(className))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().equals("send"))
                .map(ExercisesTest::signature);
    }

    private static String signature(JavaMethod send) {
        List<String> parameters = send.getRawParameterTypes().stream()
                .map(type -> type.getSimpleName())
                .toList();
        return send.getModifiers() + " " + send.getRawReturnType().getSimpleName() + " " + parameters;
    }
}
