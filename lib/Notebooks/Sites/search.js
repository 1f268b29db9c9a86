// Shows the sections that hold every word that was typed. Without this script the page lists them all.
(() => {
  const input = document.querySelector('input[name=q]');
  const sections = [...document.querySelectorAll('#sections > li')];
  const status = document.getElementById('search-status');

  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    let shown = 0;
    for (const section of sections) {
      section.hidden = !words.every(word => section.dataset.words.includes(word));
      if (!section.hidden) shown++;
    }
    status.textContent = words.length === 0 ? `All ${sections.length} sections.` : `${shown} of ${sections.length} sections.`;
  };

  input.value = new URLSearchParams(location.search).get('q') ?? '';
  input.addEventListener('input', filter);
  filter();
})();
