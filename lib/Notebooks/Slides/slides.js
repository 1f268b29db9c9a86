// A notebook's cells are as long as they are: what does not fit on its slide is made smaller, and beyond a limit it scrolls.
(() => {
  const smallest = 0.55;

  // Code and its outputs stand side by side, unless the outputs are too wide for it: a long table, a row of tokens.
  const isWide = outputs => outputs.scrollWidth > outputs.clientWidth + 1
    || [...outputs.querySelectorAll('svg[viewBox]')].some(({ viewBox: { baseVal: box } }) => box.width > 3 * box.height);
  const arrange = body => {
    for (const code of body.querySelectorAll(':scope > .code')) {
      code.classList.remove('is-stacked');
      code.classList.toggle('is-stacked', [...code.querySelectorAll(':scope > .outputs')].some(isWide));
    }
  };

  const fit = slide => {
    const body = slide.querySelector(':scope > .slide-body');
    if (!body || slide.offsetParent === null && !slide.clientHeight) return;
    body.style.zoom = 1;
    arrange(body);
    const style = getComputedStyle(slide);
    const room = slide.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    let zoom = 1;
    // Smaller letters also wrap less, so the height is measured again after each step.
    while (zoom > smallest && body.getBoundingClientRect().height / Reveal.getScale() > room) {
      zoom = Math.max(smallest, zoom - 0.05);
      body.style.zoom = zoom;
    }
    const isTooLong = body.getBoundingClientRect().height / Reveal.getScale() > room + 1;
    slide.style.overflowY = isTooLong ? 'auto' : '';
    if (isTooLong) slide.tabIndex = 0; else slide.removeAttribute('tabindex');
  };

  Reveal.initialize({
    width: 1280,
    height: 720,
    margin: 0.02,
    center: false,
    hash: true,
    slideNumber: 'c/t',
    transition: 'none',
    pdfMaxPagesPerSlide: 1,
    plugins: [RevealNotes],
  }).then(() => {
    const fitAll = () => document.querySelectorAll('.slides section:not(.stack)').forEach(fit);
    Reveal.on('slidechanged', event => fit(event.currentSlide));
    Reveal.on('resize', () => fit(Reveal.getCurrentSlide()));
    Reveal.on('pdf-ready', fitAll);
    fit(Reveal.getCurrentSlide());
  });
})();
