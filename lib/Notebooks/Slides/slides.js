// A notebook's cells are as long as they are: what does not fit on its slide is laid out anew or made smaller, and beyond a limit it scrolls.
(() => {
  const smallest = 0.55;
  // Where the outputs stand: beside the code, beside it with less room, or below it. See slides.css.
  const layouts = ['', 'code-first', 'outputs-below'];

  const heightOf = body => body.getBoundingClientRect().height / Reveal.getScale();
  const fits = (body, room) => heightOf(body) <= room && body.scrollWidth <= body.clientWidth + 1;

  // The largest letters with which a slide fits in a layout.
  const zoomFor = (body, layout, room) => {
    body.classList.remove(...layouts.filter(Boolean));
    if (layout) body.classList.add(layout);
    let zoom = 1;
    body.style.zoom = zoom;
    // Smaller letters also wrap less, so the height is measured again after each step.
    while (zoom > smallest && !fits(body, room)) {
      zoom = Math.max(smallest, zoom - 0.05);
      body.style.zoom = zoom;
    }
    return zoom;
  };

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
    body.classList.remove(...layouts.filter(Boolean));
    arrange(body);
    const style = getComputedStyle(slide);
    const room = slide.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    let best = layouts[0];
    let zoom = zoomFor(body, best, room);
    for (const layout of layouts.slice(1)) {
      const other = zoom < 1 ? zoomFor(body, layout, room) : 0;
      if (other > zoom + 0.01) [best, zoom] = [layout, other];
    }
    zoomFor(body, best, room);
    const isTooLong = heightOf(body) > room + 1;
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
