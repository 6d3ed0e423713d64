// Run in a page, as the body of a function. Its argument is the scheme that is preferred; it returns what is wrong.
const scheme = arguments[0];
const wrong = [];
const all = (selector) => [...document.querySelectorAll(selector)];
const isSeen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

const over = document.documentElement.scrollWidth - innerWidth;
if (over > 0) {
  const widest = all("body *").filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  wrong.push(`the page scrolls sideways by ${over} pixels: ${widest.slice(0, 3).map((element) => element.tagName + "." + element.className)}`);
}

if (!document.title.trim() || all("h1").length === 0 || !isSeen(all("h1")[0])) {
  wrong.push("no title");
}

const navigation = document.querySelector("#pages");
const button = document.querySelector("[popovertarget=pages]");
if (!navigation || navigation.querySelectorAll("a[href]").length === 0) {
  wrong.push("no navigation");
} else if (!isSeen(navigation)) {
  if (!button || !isSeen(button)) {
    wrong.push("nothing opens the navigation");
  } else {
    button.click();
    if (!isSeen(navigation) || navigation.getBoundingClientRect().right > innerWidth) {
      wrong.push("the navigation does not open inside the window");
    }
    navigation.hidePopover();
  }
}

for (const code of all("pre code")) {
  if (code.dataset.highlighted !== "yes" || (code.matches(".language-java") && !code.querySelector("[class^=hljs-]"))) {
    wrong.push(`code is not highlighted: ${code.textContent.slice(0, 40)}`);
  }
}

for (const image of all("img")) {
  if (!image.complete || image.naturalWidth === 0) {
    wrong.push(`an image that is not shown: ${image.getAttribute("src")}`);
  }
}

// WCAG 2: relative luminance, and the contrast of two colours. AA asks for 4.5 where letters are not large.
const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
const luminance = (color) => {
  const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const background = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (channels(color).length === 3) {
      return color;
    }
  }
  return "rgb(255, 255, 255)";
};
const pairs = new Map();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (texts.currentNode.data.trim() && !element.matches("script, style") && isSeen(element)) {
    pairs.set(`${getComputedStyle(element).color} on ${background(element)}`, texts.currentNode.data.trim().slice(0, 30));
  }
}
for (const [pair, text] of pairs) {
  const [light, dark] = pair.split(" on ").map(luminance).sort((a, b) => b - a);
  const contrast = (light + 0.05) / (dark + 0.05);
  if (contrast < 4.5) {
    wrong.push(`contrast ${contrast.toFixed(2)}, ${pair}: ${text}`);
  }
}

const paper = luminance(background(document.body));
if (scheme === "dark" ? paper > 0.05 : paper < 0.8) {
  wrong.push(`the background is not ${scheme}`);
}
return wrong;
