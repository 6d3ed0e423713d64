package dev.sendlab.docs.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {

    @ParameterizedTest
    @CsvSource({
        "room/A.java, class A {}, java",
        "sendlab, #!/usr/bin/env bash, sh",
        "pom.xml, <project/>, xml",
        "a.properties, acks=all, properties",
        "LICENSE, Apache, text",
        "a.tsv, a, text"
    })
    void theLanguageIsThatOfTheFile(String file, String firstLine, String language) {
        assertThat(Listing.language(file, List.of(firstLine))).isEqualTo(language);
    }
}
