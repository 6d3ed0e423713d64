package dev.sendlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeLinesTest {

    @Test
    void blankLinesAndCommentLinesDoNotCount() {
        assertThat(CodeLines.count(
                        List.of("/**", " * Text.", " */", "class A {", "", "    // why", "    int a; // how", "}")))
                .isEqualTo(3);
    }
}
